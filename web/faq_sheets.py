"""From a public answer to the words on its sheet."""

from handouts.faq_parts import Common
from handouts.faq_sheet import FaqSheet
from models import Device, Handout
from services.faq_list import Public
from web.rendering import city
from web.sheets import address


def sheet(one: Public, handout: Handout) -> FaqSheet:
    here = city()
    phone = one.device.label if one.device in (Device.ANDROID, Device.IPHONE) else ""
    return FaqSheet(
        common=Common(one.code, one.question, one.answer),
        about="　".join(filter(None, (one.category, phone))),
        edition=handout.edition,
        version=one.version,
        url=address(handout),
        code=handout.code,
        desk=here.desk,
        phone=here.phone,
        hours=here.hours,
        city=here.name,
        fictional=here.is_fictional,
    )
