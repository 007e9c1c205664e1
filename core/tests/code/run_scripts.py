"""Runs scripts, each in a namespace of its own: run_scripts.py [--plain] FILE, where they are apart by "# ====".

Says which failed and how, then how many ran; leaves with 77 when a module is missing. With --plain, Keras and
ONNX are those of plain_keras.py and plain_onnx.py, and the layers that ran are printed as JSON, a line for each
script: [{"name", "arguments", "input", "output", "constants"}].
"""

import json
import sys
import traceback
import warnings


def install_plain():
    import plain_keras
    import plain_onnx

    plain_keras.install()
    plain_onnx.install()


def main():
    is_plain = sys.argv[1] == "--plain"
    if is_plain:
        install_plain()
        from plain import record
    scripts = open(sys.argv[-1], encoding="utf-8").read().split("# ====\n")[1:]
    warnings.simplefilter("ignore")
    failed = 0
    for number, script in enumerate(scripts):
        try:
            exec(compile(script, f"script {number}", "exec"), {})
        except ModuleNotFoundError as missing:
            print(missing)
            return 77
        except BaseException:
            failed += 1
            print(f"script {number}:\n{script}\n{traceback.format_exc(limit=-2)[-1500:]}\n")
        if is_plain:
            print(json.dumps(record))
            record.clear()
    print(f"{len(scripts)} ran, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
