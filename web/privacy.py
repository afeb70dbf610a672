"""Why we ask for what we ask (個人情報保護法 62条: the purpose is told beforehand)."""

from starlette.requests import Request

from web.keeping import kept
from web.rendering import draw


@kept
def purpose(_request: Request) -> str:
    return draw("privacy.html")
