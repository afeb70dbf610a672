"""How a sheet is handed out: shown in the browser, kept nowhere."""

from urllib.parse import quote

from starlette.responses import Response

# Browsers show a PDF with a part of their own, which the staff pages' policy would forbid.
POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"


def shown(content: bytes, name: str) -> Response:
    """Shown in the browser; kept under a Japanese name when saved (RFC 6266)."""
    kept_as = f"filename=\"tonari.pdf\"; filename*=UTF-8''{quote(name)}.pdf"
    headers = {
        "Content-Disposition": f"inline; {kept_as}",
        "Content-Security-Policy": POLICY,
        "Cache-Control": "private, no-store",
    }
    return Response(content, media_type="application/pdf", headers=headers)
