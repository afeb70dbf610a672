"""Prepare the fonts the sheets are set in. Run it again only when a font has a new version.

    python handouts/fonts/build.py

It needs apt-get (Debian 12 or later), npm, and the Python packages fonttools and brotli. The same
versions give the same bytes.
"""

import subprocess
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from fontTools import merge, subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
DEBIAN = "fonts-morisawa-bizud-gothic"
BIZ_STYLES = ("Regular", "Bold")
NOTO = {"noto-sans-jp": "5.3.0", "noto-emoji": "5.3.2"}
WINDOWS_ENGLISH = (3, 1, 0x409)
# reportlab reads glyf outlines, widths and the cmap; hints and layout rules only cost size.
NOT_NEEDED = (
    "GPOS GSUB GDEF vhea vmtx VORG STAT BASE DSIG gasp HVAR fvar gvar avar MVAR prep cvt fpgm meta"
)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        fetch(work)
        known: set[int] = set()
        for style in BIZ_STYLES:
            known |= prepare_biz(work, style)
        # Below these points BIZ UDPGothic has everything; a second Latin would never be used.
        prepare_fallback(
            work, "noto-sans-jp", "NotoSansJP-Fallback", wanted=fallback(0x2010, known)
        )
        prepare_fallback(work, "noto-emoji", "NotoEmoji-Fallback", wanted=fallback(0x2190, known))
        write_licences(work)


def fetch(work: Path) -> None:
    """Download the packages with their ordinary clients and unpack them below `work`."""
    work.chmod(0o777)  # apt downloads as its own user
    subprocess.run(["apt-get", "download", DEBIAN], cwd=work, check=True)
    subprocess.run(["dpkg", "-x", next(work.glob("*.deb")), work / "biz"], check=True)
    for package, version in NOTO.items():
        subprocess.run(["npm", "pack", f"@fontsource/{package}@{version}"], cwd=work, check=True)
        (work / package).mkdir()
        archive = next(work.glob(f"fontsource-{package}-*.tgz"))
        subprocess.run(["tar", "-xzf", archive, "-C", work / package], check=True)


def prepare_biz(work: Path, style: str) -> set[int]:
    """Save one weight of BIZ UDPGothic; returns the characters it has."""
    name = f"BIZUDPGothic-{style}"
    font = open_font(next(work.glob(f"biz/**/{name}.ttf")))
    characters = set(font.getBestCmap())
    reduce(font, characters)
    font.save(HERE / f"{name}.ttf")
    return characters


def fallback(first: int, known: set[int]) -> Callable[[int], bool]:
    return lambda character: character >= first and character not in known


def prepare_fallback(work: Path, package: str, name: str, *, wanted: Callable[[int], bool]) -> None:
    """Join the slices of a web font into one file that holds only the wanted characters."""
    seen: set[int] = set()
    parts: list[str] = []
    for path in slices(work, package):
        font = open_font(path)
        new = {c for c in font.getBestCmap() if wanted(c) and c not in seen}
        if new:
            seen |= new
            reduce(font, new)
            parts.append(str(work / f"{path.stem}.ttf"))
            font.save(parts[-1])
    font = merge.Merger().merge(parts)
    font.recalcTimestamp = False
    font["head"].created = font["head"].modified = open_font(parts[0])["head"].created
    rename(font, name)
    font.save(HERE / f"{name}.ttf")


def slices(work: Path, package: str) -> Iterable[Path]:
    """The regular-weight files, the large named ones before the numbered ones."""
    files = (work / package).glob(f"package/files/{package}-*-400-normal.woff2")
    return sorted(files, key=lambda path: (path.stem.split("-")[-3].isdecimal(), path.name))


def open_font(path: str | Path) -> TTFont:
    return TTFont(path, recalcTimestamp=False)


def reduce(font: TTFont, characters: set[int]) -> None:
    options = subset.Options(
        hinting=False, layout_features=[], notdef_outline=True, glyph_names=False
    )
    options.drop_tables += [tag.ljust(4) for tag in NOT_NEEDED.split()]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    font.flavor = None


def rename(font: TTFont, name: str) -> None:
    """Call the joined font what it is: the slices all carry the name of another weight."""
    family, style = name.split("-")
    texts = {1: f"{family} {style}", 2: "Regular", 4: f"{family} {style}", 6: name}
    for number, text in texts.items():
        font["name"].setName(text, number, *WINDOWS_ENGLISH)


def write_licences(work: Path) -> None:
    """Each font beside its copyright line and the whole Open Font License."""
    text = (work / "noto-emoji" / "package" / "LICENSE").read_text()
    terms = text[text.index("This Font Software is licensed") :]
    for name in ("BIZUDPGothic-Regular", "NotoSansJP-Fallback", "NotoEmoji-Fallback"):
        font = open_font(HERE / f"{name}.ttf")
        owner = font["name"].getDebugName(0)
        (HERE / f"OFL-{name.split('-')[0]}.txt").write_text(f"{owner}\n\n{terms}")


if __name__ == "__main__":
    main()
