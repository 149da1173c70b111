#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every value that another parser finds in a valid document is read by keylint.

usage: oracles_test.py keylint-decode-dump SOURCE_DIR

Documents are written by Python's own libraries (and PyYAML, pyhcl, docutils) from
random values; the valid ones among the repository's files are read by both.
"""
import configparser
import csv
import email.message
import html
import io
import json
import os
import plistlib
import random
import shlex
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser

try:
    import tomllib
    import yaml
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

try:   # Each skips its own writer only.
    import hcl
except ImportError:
    hcl = None
try:
    import docutils.core
    import docutils.nodes
except ImportError:
    docutils = None

DUMP, SOURCE = os.path.abspath(sys.argv[1]), sys.argv[2]
ROUNDS = 60
PARTS = ["a", "Z", "7", " ", '"', "'", "\\", "/", "#", ":", "{", "[", ",", "&", "<", "-", "=", "!", "@", "%", "\u00e9", "\u20ac", "\U0001f600"]


class Maker(random.Random):
    def value(self, parts=PARTS, most=12):
        return "t" + "".join(self.choice(parts) for _ in range(self.randrange(most))) + "z"

    def name(self):
        return "k" + "".join(self.choice("bcdfgh0123456789_") for _ in range(self.randrange(3, 9)))

    def tree(self, parts, depth=0):
        kind = self.randrange(4) if depth < 4 else 0
        if kind < 2:
            return self.value(parts)
        if kind == 2:
            return [self.tree(parts, depth + 1) for _ in range(self.randrange(4))]
        return {self.name(): self.tree(parts, depth + 1) for _ in range(self.randrange(5))}

    def table(self, parts):
        return {self.name(): self.tree(parts, 1) for _ in range(4)}


def leaves(node, name=""):
    """(nearest name, text) of every string in a tree."""
    if isinstance(node, dict):
        for key, child in node.items():
            yield from leaves(child, str(key))
    elif isinstance(node, (list, tuple)):
        flag = ""
        for child in node:
            yield from leaves(child, flag or name)   # ["--level", "high"]
            flag = child.lstrip("-") if isinstance(child, str) and child.startswith("--") and child[2:3].isalpha() and "=" not in child else ""
    elif isinstance(node, str):
        yield name, node


class Corpus:
    """Documents with the values that must be found in them."""

    def __init__(self, folder):
        self.folder, self.expected = folder, {}

    def add(self, file_name, text, values):
        path = os.path.join(self.folder, f"{len(self.expected)}", file_name)
        os.makedirs(os.path.dirname(path))
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        self.expected[path] = set(values)

    def expect(self, path, values):
        self.expected[path] = set(values)

    def missing(self):
        found = {}
        paths = list(self.expected)
        for begin in range(0, len(paths), 100):
            out = subprocess.run([DUMP, *paths[begin:begin + 100]], stdout=subprocess.PIPE, check=True).stdout
            for line in out.decode("utf-8", "replace").splitlines():
                value = json.loads(line)
                found.setdefault(value["document"], set()).add((value["path"].rsplit("/", 1)[-1], value["text"]))
        def is_read(path, name, text):
            name = name.rsplit("/", 1)[-1]
            if name == "value" and any(text == other for _, other in found.get(path, set())):
                return True   # Of {"name": N, "value": v} the value is read under N.
            before, _, behind = text.partition("=")   # Of an item "NAME=value", the value is read under its own name.
            return not text or {(name, text), (before.rsplit("/", 1)[-1], behind), (before.lstrip("-"), behind)} & found.get(path, set())

        return [(path, name, text) for path, values in self.expected.items() for name, text in sorted(values) if not is_read(path, name, text)]


def write_json(make, corpus):
    tree = make.table(PARTS + ["\n", "\t", "\x01"])
    corpus.add("a.json", json.dumps(tree, ensure_ascii=make.random() < 0.5, indent=make.choice([None, 0, 2])), leaves(tree))


def write_yaml(make, corpus):
    tree = make.table(PARTS + ["\n", "\n "] if make.random() < 0.5 else PARTS)
    styles = {"default_style": make.choice([None, "'", '"']), "default_flow_style": make.choice([None, False, True])}
    text = yaml.safe_dump_all([tree, make.table(PARTS)][:1], allow_unicode=make.random() < 0.5, width=make.choice([20, 80, 1000]), **styles)
    corpus.add("a.yaml", text, leaves(tree))


def write_ini(make, corpus):
    parser = configparser.RawConfigParser()
    parser.optionxform = str
    values = []
    for _ in range(3):
        section = make.name()
        parser.add_section(section)
        for _ in range(4):
            name, text = make.name(), make.value(["a", "Z", "7", "/", ":", "{", "[", "-", "=", "@", "%", "!", "_"])
            parser.set(section, name, text)
            values.append((name, text))
    out = io.StringIO()
    parser.write(out, space_around_delimiters=make.random() < 0.5)
    corpus.add("a.ini", out.getvalue(), values)


def write_plist(make, corpus):
    tree = make.table(PARTS)
    values = [(name, text) for name, text in leaves(tree)]
    corpus.add("a.plist", plistlib.dumps(tree).decode(), values)


def write_csv(make, corpus):
    for file_name, delimiter in (("a.csv", ","), ("a.csv", ";"), ("a.tsv", "\t")):
        titles = [make.name() for _ in range(4)]
        rows = [[make.value(PARTS + ["\n"]) for _ in titles] for _ in range(5)]
        out = io.StringIO()
        writer = csv.writer(out, delimiter=delimiter, lineterminator=make.choice(["\n", "\r\n"]), quoting=make.choice([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]))
        writer.writerows([titles, *rows])
        corpus.add(file_name, out.getvalue(), [(title, cell) for row in rows for title, cell in zip(titles, row)])


def write_xml(make, corpus):
    values = []

    def element(depth):
        node = ElementTree.Element(make.name())
        for _ in range(make.randrange(3)):
            name, text = make.name(), make.value()
            node.set(name, text)
            values.append((name, text))
        if depth < 4 and make.random() < 0.6:
            node.extend(element(depth + 1) for _ in range(make.randrange(4)))
        else:
            node.text = make.value()
            values.append((node.tag, node.text))
        return node

    corpus.add("a.xml", ElementTree.tostring(element(0), encoding="unicode"), values)


def write_html(make, corpus):
    values = [(make.name(), make.value()) for _ in range(6)]
    fields = "\n".join(f'<p>{html.escape(make.value())}<input type=text name="{name}" value="{html.escape(text)}"></p>' for name, text in values)
    text = f"<!DOCTYPE html>\n<html><body><!-- {make.name()} -->\n<form>\n{fields}\n</form></body></html>\n"
    read = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            attributes = dict(attrs)
            if tag == "input":
                read.append((attributes["name"], attributes["value"]))

    Reader().feed(text)
    assert read == values, (read, values)
    corpus.add("a.html", text, values)


def write_mail(make, corpus):
    message = email.message.EmailMessage()
    message["Subject"] = make.name()
    pairs = [(make.name(), make.value(["a", "Z", "7", "-", "_", "/", "="])) for _ in range(4)]
    message.set_content("".join(f"{name} = {text}\n" for name, text in pairs), cte=make.choice(["7bit", "quoted-printable", "base64"]))
    tree = {make.name(): make.value() for _ in range(3)}
    if make.random() < 0.5:
        message.add_attachment(json.dumps(tree).encode(), maintype="application", subtype="json", filename="a.json")
        pairs += leaves(tree)
    corpus.add("a.eml", message.as_string(), pairs)


def write_shell(make, corpus):
    values = [(make.name(), make.value()) for _ in range(6)]
    corpus.add("a.sh", "".join(f"{make.choice(['', 'export '])}{name}={shlex.quote(text)}\n" for name, text in values), values)


# Two escaped backslashes side by side are three to pyhcl 0.4.
HCL_PARTS = ["a", "Z", "7", " ", '\\"', "\\\\a", "'", "/", "#", ":", "{", "[", ",", "&", "<", "-", "=", "!", "@", "\u00e9", "\u20ac"]


def write_hcl(make, corpus):
    """Blocks, objects, lists and comments, as HashiCorp's first parser reads them."""
    def value(depth):
        kind = make.randrange(4) if depth < 3 else 0
        if kind == 2:
            return "[" + ", ".join(value(3) for _ in range(make.randrange(1, 4))) + "]"
        if kind == 3:
            return "{\n" + body(depth + 1) + "}"
        return '"' + make.value(HCL_PARTS) + '"'

    def body(depth):
        comment = make.choice(["", "# x = \"y\"\n", "// it's\n"])
        return comment + "".join(f"{'  ' * depth}{make.name()}{make.choice([' = ', '='])}{value(depth)}\n" for _ in range(3))

    text = "".join(f'{make.name()} "{make.name()}" {{\n{body(1)}}}\n' for _ in range(2)) + body(0)
    corpus.add("a.tf", text, leaves(hcl.loads(text)))


def write_rst(make, corpus):
    """Tables whose cells stand under their titles for docutils, too."""
    cell_parts = ["a", "Z", "7", "#", "!", "%", "x"]
    titles = [make.name() for _ in range(3)]
    rows = [["t" + make.value(cell_parts, 8) + "7" for _ in titles] for _ in range(3)]
    widths = [max(len(row[i]) for row in [titles, *rows]) for i in range(3)]
    grid = lambda mark: "+" + "+".join(mark * (width + 2) for width in widths) + "+\n"
    line = lambda row: "|" + "|".join(f" {cell:<{width}} " for cell, width in zip(row, widths)) + "|\n"
    ruled = "  ".join("=" * width for width in widths) + "\n"
    plain = lambda row: "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths)).rstrip() + "\n"
    listed = lambda row: "".join(f"   {'* -' if i == 0 else '  -'} {cell}\n" for i, cell in enumerate(row))
    table = make.choice([
        grid("-") + line(titles) + grid("=") + grid("-").join(line(row) for row in rows) + grid("-"),
        ruled + plain(titles) + ruled + "".join(plain(row) for row in rows) + ruled,
        ".. list-table::\n   :header-rows: 1\n\n" + "".join(listed(row) for row in [titles, *rows]),
        '.. csv-table::\n   :header: ' + ", ".join(f'"{title}"' for title in titles) + "\n\n" + "".join("   " + ", ".join(f'"{cell}"' for cell in row) + "\n" for row in rows)])
    text = f"{make.name()}\n{'=' * 12}\n\n{table}\nText.\n"
    document = docutils.core.publish_doctree(text, settings_overrides={"report_level": 5})
    values = []
    for node in document.findall(docutils.nodes.table):
        head = [entry.astext() for entry in next(node.findall(docutils.nodes.thead)).findall(docutils.nodes.entry)]
        for row in next(node.findall(docutils.nodes.tbody)).findall(docutils.nodes.row):
            values += zip(head, [entry.astext() for entry in row.findall(docutils.nodes.entry)])
    assert len(values) == 9, text
    corpus.add("a.rst", text, values)


def read_fixtures(corpus):
    """The repository's own files, as far as they are valid."""
    for folder, _, names in os.walk(SOURCE):
        if "/build" in folder or "/.git" in folder:
            continue
        for name in names:
            path = os.path.join(folder, name)
            try:
                if name.endswith(".toml"):
                    with open(path, "rb") as file:
                        tree = tomllib.load(file)
                elif name.endswith(".json"):
                    with open(path, encoding="utf-8") as file:
                        tree = json.load(file)
                elif name.endswith((".yml", ".yaml")):
                    with open(path, encoding="utf-8") as file:
                        tree = list(yaml.load_all(file, Loader=yaml.BaseLoader))
                else:
                    continue
            except (ValueError, yaml.YAMLError):
                continue
            corpus.expect(path, leaves(tree))


def main():
    writers = [write_json, write_yaml, write_ini, write_plist, write_csv, write_xml, write_html, write_mail, write_shell]
    writers += [write_hcl] if hcl else []
    writers += [write_rst] if docutils else []
    failed = 0
    for write in [*writers, None]:
        with tempfile.TemporaryDirectory() as folder:
            corpus = Corpus(folder)
            if write is None:
                read_fixtures(corpus)
            else:
                for seed in range(ROUNDS):
                    write(Maker(seed), corpus)
            missing = corpus.missing()
            total = sum(len(values) for values in corpus.expected.values())
            what = "the repository's files" if write is None else write.__name__[6:]
            print(f"{what}: {total - len(missing)} of {total} values in {len(corpus.expected)} documents")
            for path, name, text in missing[:int(os.environ.get("ORACLES_SHOWN", 5))]:
                print(f"  missing: {name} = {text!r} of {os.path.basename(path)}")
                if write is not None and "ORACLES_SHOWN" in os.environ:
                    with open(path, encoding="utf-8") as file:
                        print(file.read())
            failed += bool(missing)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
