"""The program that writes one stranger's picture anew: bytes on standard input, a JPEG on standard output.

Started by `uploads.pictures` as an isolated interpreter; it gives up memory, time and files before it looks at the
first byte. Ends with 3 where the picture has too many pixels (its head says so, nothing was decoded), 4 where it is
damaged. The first picture of a moving one counts.
"""

import io
import resource
import sys

_MEMORY = 640 * 1024 * 1024
_SECONDS = 15
_MOST_PIXELS = 40_000_000
_LONGEST_SIDE = 20_000
_SHOWN_SIDE = 2600
_TOO_MANY, _DAMAGED = 3, 4


def main() -> int:
    """Read, bound, decode, write. No message leaves but the exit code: a text could quote what the picture holds."""
    sys.path.append(sys.argv[1])
    for kind, most in (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CPU, _SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(kind, (most, most))
    try:
        return _write_anew(sys.stdin.buffer.read())
    except BaseException:
        return _DAMAGED


def _write_anew(data: bytes) -> int:
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None
    with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as picture:
        if picture.width * picture.height > _MOST_PIXELS or max(picture.size) > _LONGEST_SIDE:
            return _TOO_MANY
        picture.draft("RGB", (_SHOWN_SIDE, _SHOWN_SIDE))
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((_SHOWN_SIDE, _SHOWN_SIDE))
        if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
            seen = upright.convert("RGBA")
            plain = Image.new("RGB", seen.size, "white")
            plain.paste(seen, mask=seen.getchannel("A"))
        else:
            plain = upright.convert("RGB")
        # A new picture of the pixels alone: no EXIF, no profile, no comment.
        pixels = Image.new("RGB", plain.size)
        pixels.paste(plain)
        out = io.BytesIO()
        pixels.save(out, "JPEG", quality=85, optimize=False)
    sys.stdout.buffer.write(out.getvalue())
    return 0


if __name__ == "__main__":
    sys.exit(main())
