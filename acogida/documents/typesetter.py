"""The process that sets pages with Typst. It is started by `press`, and nothing of Django is in it.

Run as a file: `typesetter.py DESCRIPTOR FOLDER…`, with the number of an open socket and the folders of fonts.
It is sent a template, its data and Typst's options; it sends back whether that went well, and the file or
what went wrong.
"""

import sys
from multiprocessing.connection import Connection


def main(descriptor: int, folders: list[str]) -> None:
    import typst  # noqa: PLC0415 -- 40 MB that only this process needs

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
    with Connection(descriptor) as asked:
        while True:
            try:
                template, root, data, options = asked.recv()
            except EOFError:  # nobody needs it any more
                return
            answer: tuple[bool, object]
            try:
                compiler = typst.Compiler(
                    input=template,
                    root=root,
                    font_paths=fonts,
                    ignore_system_fonts=True,
                    sys_inputs={"data": data},
                )
                # One page or one file comes as bytes; only several pictures would come as a list.
                answer = (True, compiler.compile(**options))
            except Exception as error:
                answer = (False, f"{type(error).__name__}: {error}")
            asked.send(answer)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
