from dataclasses import replace

from handouts import draw_record
from handouts.draw_record import DrawRecord, Party
from tests.handouts import lint

RECORD = DrawRecord(
    title="抽選",
    facts=(
        "スマホ教室　令和8年12月4日(金) 午前10時〜11時30分　中央公民館",
        "定員3名　応募3組4名　当選3名　決定 12月2日(水) 午前9時",
        "決め方：抽選の種「7」と組の申込番号をつなぎ、値の小さい順に並べました。"
        "市内ではじめて来られる方を、先にしました。",
    ),
    parties=(
        Party("1", "3", "見本 花子さん、見本 太郎さん", "優先", "当選", "09af1c22"),
        Party("2", "1", "参加証ACDEFGの方", "", "当選", "5b11e8d0"),
        Party("3", "2", "例題 茂さん", "", "待ち", "c4d7f001"),
    ),
    city="となり市（架空）",
    fictional=True,
)
RECORDS = {
    "usual": RECORD,
    "real": replace(RECORD, fictional=False),
    "nobody": replace(RECORD, parties=()),
    "long": replace(RECORD, parties=RECORD.parties * 20),
    "long names": replace(
        RECORD,
        parties=(replace(RECORD.parties[0], names="勘解由小路 源左衛門之助さん、" * 4, key=""),),
    ),
}


def test_record_tells_of_each_party_how_it_went():
    said = lint.text(draw_record.draw(RECORD))

    for row in ("13見本花子さん見本太郎さん優先当選09af1c22", "32例題茂さん待ちc4d7f001"):
        assert row in said
