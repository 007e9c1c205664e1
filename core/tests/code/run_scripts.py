"""Runs scripts, each in a namespace of its own: run_scripts.py FILE, where they are apart by lines "# ====".

Says which failed and how, then how many ran; leaves with 77 when a module is missing. With --parse they are
only read, and the calls of each are printed as JSON: {"name", "arguments", "keywords"}, one list a line.
"""

import ast
import json
import sys
import traceback
import warnings


def calls(script):
    found = []
    for node in ast.walk(ast.parse(script)):
        if not isinstance(node, ast.Call):
            continue
        literals = []
        for value in node.args:
            try:
                literals.append(ast.literal_eval(value))
            except ValueError:
                literals.append(None)
        keywords = {}
        for keyword in node.keywords:
            try:
                keywords[keyword.arg] = ast.literal_eval(keyword.value)
            except ValueError:
                keywords[keyword.arg] = None
        found.append({"name": ast.unparse(node.func), "arguments": literals, "keywords": keywords})
    return found


def main():
    scripts = open(sys.argv[-1], encoding="utf-8").read().split("# ====\n")[1:]
    if sys.argv[1] == "--parse":
        for script in scripts:
            print(json.dumps(calls(script), default=str))
        return 0
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
    print(f"{len(scripts)} ran, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
