#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The tables of lint/decode/README.md, tried line by line.

usage: readme_claims_test.py keylint-decode-dump

Each claim is a document and the values, with their nearest names ('*': any),
that must be read from it.
"""
import json
import os
import subprocess
import sys
import tempfile

DUMP = os.path.abspath(sys.argv[1])
failed = 0


def claim(what, file_name, text, *values):
    """Says which of `values` are not read from `text` at `file_name`."""
    global failed
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, file_name)
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        out = subprocess.run([DUMP, path], stdout=subprocess.PIPE, check=True).stdout
    read = [(value["path"], value["text"]) for value in map(json.loads, out.splitlines())]

    def is_read(name, wanted):
        return any(wanted == found and (name == "*" or path == name or path.endswith("/" + name)) for path, found in read)

    missing = [value for value in values if not is_read(*value)]
    if missing:
        failed += 1
        print(f"{what}: {missing} not among {read}")


claim('dotenv', '.env', 'export A=1x\nB="two words"\nC=\'x\'\nD=`y`\nE="a\nb"\nF=v # c\nG: w\nH=\n', ('A', '1x'), ('B', 'two words'), ('C', 'x'), ('D', 'y'), ('E', 'a\nb'), ('F', 'v'), ('G', 'w'), ('H', ''))
claim('ini', 'a.ini', '[a "b"]\nk = v\nl: w\nm x\nn="q"\n', ('k', 'v'), ('l', 'w'), ('n', 'q'))
claim('git', '.gitconfig', '[remote "o"]\n\turl = u\n', ('remote/o/url', 'u'))
claim('key value', 'redis.conf', 'requirepass abc\n', ('requirepass', 'abc'))
claim('systemd', 'a.service', '[Service]\nEnvironment="A=b" C=d\nExecStart=/bin/x --flag v\n', ('A', 'b'), ('C', 'd'), ('flag', 'v'))
claim('npmrc', '.npmrc', '//host/:_authToken=abc\n', ('_authToken', 'abc'))
claim('continued ini', 'a.cfg', '[s]\nk = a\n  b\n', ('k', 'a'), ('k', 'b'))
claim('properties', 'a.properties', 'a.b=\\u0041\\\n  c\nd\\:e : f\n', ('a/b', 'Ac'))
claim('json5', 'a.json5',"{a: 'x', b: bare, c: [1,2,], /* c */ d: \"y\" e: {{t}} }", ('a', 'x'), ('d', 'y'))
claim('name value', 'a.json', '{"name":"N","value":"v"}', ('N', 'v'))
claim('args', 'a.json', '["--a","b"]', ('a', 'b'))
claim('yaml', 'a.yaml', 'a: &x !!str v\nb: [c, {d: e}]\nf: |\n  g\n  h\ni: >\n  j\n  k\n? l\n: m\n- q\n', ('a', 'v'), ('b', 'c'), ('b/d', 'e'), ('f', 'g\nh\n'), ('i', 'j k\n'))
claim('hcl pairs', 'a.tf', 'set {\n  name = "N"\n  value = "v"\n}\nf([{name = "M", value = "w"}])\n', ('N', 'v'), ('M', 'w'))
claim('ini set', 'a.cfg', 'config x\n  set a b\n  set c "d"\n', ('a', 'b'), ('c', 'd'))
claim('yaml aliases', 'a.yaml', 'a: &x\n  b: v\nc:\n  <<: *x\nd: *x\n', ('c/b', 'v'), ('d/b', 'v'))
claim('yaml explicit', 'a.yaml', '? l\n: m\n', ('l', 'm'))
claim('yaml pairs', 'a.yaml', 'env:\n- name: N\n  value: v\n- K=w\n', ('N', 'v'), ('K', 'w'))
claim('yaml templates', 'a.yaml', 'a: {{ .Values.x | default "v" }}\n{{- if x }}\nb: w\n{{- end }}\n<% if y %>\nc: z\n', ('b', 'w'), ('c', 'z'))
claim('secret', 'a.yaml', 'kind: Secret\ndata:\n  k: aGVsbG8gd29ybGQ=\n', ('k', 'hello world'))
claim('toml', 'a.toml', '[a."b"]\nc.d = "x"\ne = \'\'\'\ny\'\'\'\nf = [ "g",\n "h" ]\ni = {j = "k"}\n', ('a/b/c/d', 'x'), ('e', 'y'), ('f', 'h'), ('i/j', 'k'))
claim('xml', 'a.xml', '<a b="c">t&amp;<![CDATA[<x>]]></a>', ('a/b', 'c'))
claim('xml add', 'web.config', '<c><add key="K" value="v"/></c>', ('K', 'v'))
claim('plist', 'a.plist', '<plist><dict><key>K</key><string>v</string></dict></plist>', ('K', 'v'))
claim('old plist', 'a.plist', '{ Key = "v"; B = {C = "d";}; }', ('Key', 'v'), ('C', 'd'))
claim('xml comment', 'a.xml', '<a><!-- <b>v</b> --></a>', ('b', 'v'))
claim('script', 'a.html', '<html><script>var k = "v";</script></html>', ('k', 'v'))
claim('hcl', 'a.tf', 'a "b" {\n c = "d"\n e = ["f"]\n g = { h = "i" }\n j = <<EOT\nk\nEOT\n l = file("m")\n}', ('a/b/c', 'd'), ('e', 'f'), ('g/h', 'i'), ('j', 'k\n'), ('l', 'm'))
claim('hocon', 'application.conf', 'a.b = "c"\nd {\n e = "f"\n}\n', ('a/b', 'c'), ('d/e', 'f'))
claim('dockerfile', 'Dockerfile', 'ENV A=b\nENV C d\nARG E=f\nLABEL g=h\nRUN x --i j\nCMD ["--k","l"]\nONBUILD ENV M=n\n', ('A', 'b'), ('C', 'd'), ('E', 'f'), ('g', 'h'), ('i', 'j'), ('k', 'l'), ('M', 'n'))
claim('make', 'Makefile', 'A = b\nC := d\nE ?= f\nG += h\nt: I = j\n\tx --k l\n', ('A', 'b'), ('C', 'd'), ('E', 'f'), ('G', 'h'), ('I', 'j'), ('k', 'l'))
claim('just', 'justfile', 'a := "b"\nr:\n    x --k l\n', ('a', 'b'), ('k', 'l'))
claim('shell', 'a.sh', 'A=b\nC=(d [e]=f)\nenv G=h x\nx -e I=j\nsetenv K l\ngit config m.n o\ncat > x.env <<EOF\nP=q\nEOF\ny=$(z --r s)\n[ "$T" = "u" ]\ncurl -u v:w\nK2=a\nK2+=b\n', ('A', 'b'), ('C', 'd'), ('C/e', 'f'), ('G', 'h'), ('I', 'j'), ('K', 'l'), ('m.n', 'o'), ('P', 'q'), ('r', 's'), ('T', 'u'), ('-u', 'v'), ('password', 'w'), ('K2', 'ab'))
claim('nginx', 'a.nginx', 'a {\n b c;\n set $d "e";\n proxy_set_header F g;\n fastcgi_param H i;\n if ($j = "k") { }\n}\n', ('a/b', 'c'), ('d', 'e'), ('F', 'g'), ('H', 'i'), ('j', 'k'))
claim('apache', 'httpd.conf', 'SetEnv A b\nRequestHeader set C "d"\n<Directory x>\n E f\n</Directory>\n', ('A', 'b'), ('C', 'd'), ('E', 'f'))
claim('sql',"a.sql","UPDATE t SET a = 'b';\nINSERT INTO t (c) VALUES ('d');\nCREATE USER x IDENTIFIED BY 'e';\nALTER ROLE y PASSWORD 'f';\nSELECT $$g$$;\nSET z = q'[h]';\nSET w = 'i' || 'j';\nSET v = CONCAT('k', 'l');\n", ('a', 'b'), ('t/c', 'd'), ('password', 'e'), ('password', 'f'), ('*', 'g'), ('*', 'h'), ('*', 'ij'), ('*', 'kl'))
claim('http', 'a.http', '@a = b\nPOST http://h/p?c=d\nE: f\n\n{"g":"h"}\n', ('a', 'b'), ('c', 'd'), ('E', 'f'), ('g', 'h'))
claim('form', 'a.http', 'POST http://h/p\nContent-Type: application/x-www-form-urlencoded\n\na=b&c=d\n', ('a', 'b'), ('c', 'd'))
claim('netrc', '.netrc', 'machine h login a password b\n', ('h/login', 'a'), ('h/password', 'b'))
claim('pgpass', '.pgpass', 'h:5432:d:u:p\n', ('h/password', 'p'))
claim('htpasswd', '.htpasswd', 'u:h\n', ('u', 'h'))
claim('ipynb', 'a.ipynb', '{"cells":[{"cell_type":"code","source":["k = \\"v\\"\\n"],"outputs":[{"text":["a=b\\n"]}]},{"cell_type":"markdown","source":["c=d"]}],"metadata":{"kernelspec":{"language":"python"}}}', ('k', 'v'), ('a', 'b'), ('c', 'd'))
claim('md marks', 'a.md', '**a**: v\n**b:** w\nc – `x`\n<b>d:</b> <code>y</code>\n\n<table><tr><td>e</td><td>z</td></tr></table>\n', ('a', 'v'), ('b', 'w'), ('c', 'x'), ('d', 'y'), ('e', 'z'))
claim('page', 'a.html', '<html><td>a</td><td>v</td><dt>b</dt><dd>w</dd><b>c:</b> x <table><tr><th>d</th></tr><tr><td>y</td></tr></table>', ('a', 'v'), ('b', 'w'), ('c', 'x'), ('d', 'y'))
claim('md', 'a.md', '---\na: b\n---\n```yaml\nc: d\n```\ne=f\n\n    $ x --g h\n\n| i | j1 |\n', ('a', 'b'), ('c', 'd'), ('e', 'f'), ('i', 'j1'))
claim('csv', 'a.csv', 'a;b\nx;"y""z"\n', ('a', 'x'), ('b', 'y"z'))
claim('csv bar', 'a.csv', 'a|b\nx|y\n', ('a', 'x'), ('b', 'y'))
claim('reg', 'a.reg', 'Windows Registry Editor Version 5.00\n\n[HKEY_X\\k]\n"n"="v"\n"w"=hex(2):68,00,69,00,00,00\n', ('n', 'v'), ('w', 'hi'))
claim('mail', 'a.eml', 'MIME-Version: 1.0\nX-A: b\nContent-Type: multipart/mixed; boundary=q\n\n--q\nContent-Type: text/plain; name="c.json"\nContent-Transfer-Encoding: base64\n\neyJkIjogImUifQ==\n--q--\n', ('X-A', 'b'), ('d', 'e'))
claim('text', 'a.txt', 'a = b\nc: d\n{"e": "f"}\n$ x --g h\nthe "i" + "j"\n{k, "l"}\nm / n: o / p\n', ('a', 'b'), ('c', 'd'), ('e', 'f'), ('g', 'h'), ('*', 'ij'), ('k', 'l'), ('n', 'p'))
# languages
claim('c', 'a.c', '#define A "b"\nstruct s x = {.c = "d"};\nconst char* e = L"f" "g";', ('A', 'b'), ('c', 'd'), ('e', 'fg'))
claim('c++ raw', 'a.cc', 'auto a = R"x(b)x"; std::string c = std::string("d") + "e";', ('a', 'b'), ('c', 'de'))
claim('python', 'a.py', 'class A:\n    b: str = "c"\nd = os.getenv("E") or "f"\ng(h="i")\n', ('A/b', 'c'), ('d', 'f'), ('h', 'i'))
claim('js', 'a.js', 'const {a = "b"} = x; c = process.env.D ?? "e"; f = `g${h}i`; <T j="k"/>;', ('a', 'b'), ('c', 'e'), ('j', 'k'))
claim('java', 'a.java', '@Value("${a.b:c}") String d; @X(e = "f") String g = """h""";', ('e', 'f'), ('g', 'h'), ('*', 'c'))
claim('go', 'a.go', 'type T struct {\n  A string `default:"b"`\n}\nvar c = `d`\n', ('A', 'b'), ('c', 'd'))
claim('ruby', 'a.rb',"a = <<~EOS\n  b\nEOS\nc = %q(d)\n{ :e => 'f', g: 'h' }\n", ('c', 'd'), ('e', 'f'), ('g', 'h'))
claim('php', 'a.php',"<?php $a = 'b' . 'c'; ['d' => 'e']; $f = <<<EOT\ng\nEOT;\n", ('a', 'bc'), ('d', 'e'), ('f', 'g'))
claim('perl', 'a.pl',"my $a = q{b}; my %c = (d => 'e'); my $f = qq(g);\n", ('a', 'b'), ('d', 'e'), ('f', 'g'))
claim('c#', 'a.cs', 'var a = @"b"; var c = $"d"; [X(E = "f")] class G {} var h = """i""";', ('a', 'b'), ('c', 'd'), ('E', 'f'), ('h', 'i'))
claim('f#', 'a.fs', 'let a = "b"\nlet c = @"d"\n', ('a', 'b'), ('c', 'd'))
claim('rust', 'a.rs', 'let a = r#"b"#; let c = "d";', ('a', 'b'), ('c', 'd'))
claim('swift', 'a.swift', 'let a = #"b"#\nlet c = "d"\nlet e = """\nf\n"""\n', ('a', 'b'), ('c', 'd'))
claim('lua', 'a.lua', 'local a = [==[b]==]\nlocal c = "d" .. "e"\n', ('a', 'b'), ('c', 'de'))
claim('r', 'a.R', 'a <- r"(b)"\nc <- \'d\'\n', ('a', 'b'), ('c', 'd'))
claim('dart', 'a.dart',"var a = 'b' 'c';", ('a', 'bc'))
claim('elixir', 'a.ex', 'a = ~s(b)\nc = ~S"""\nd\n"""\ne = "f" <> "g"\n', ('a', 'b'), ('e', 'fg'))
claim('haskell', 'a.hs', 'a = "b" ++ "c"\n', ('a', 'bc'))
claim('powershell', 'a.ps1', '$a = @"\nb\n"@\nX -Password "c"\n$env:D = "e"\n', ('Password', 'c'), ('*', 'e'))
claim('batch', 'a.bat', 'set A=b\r\nset "C=d"\r\nsetx E f\r\n', ('A', 'b'), ('C', 'd'), ('E', 'f'))
claim('groovy', 'a.groovy',"def a = /b/\nx.c = 'd'\n", ('a', 'b'), ('c', 'd'))
claim('scala', 'a.scala', 'val a = """b"""\nval c = Map("d" -> "e")\n', ('a', 'b'), ('d', 'e'))
claim('kotlin', 'a.kt', 'val a = "b"\nmapOf("c" to "d")\n', ('a', 'b'), ('c', 'd'))
claim('erlang', 'a.erl', '-define(A, "b").\nC = [{d, <<"e">>}].\n', ('A', 'b'), ('d', 'e'))
claim('lisp', 'a.clj', '(def a "b") {:c "d"} (def e (str "f" "g"))\n', ('a', 'b'), ('c', 'd'), ('e', 'fg'))
claim('emacs', 'a.el', '(setq a-b "c")\n\'(("d" . "e"))\n', ('a-b', 'c'), ('d', 'e'))
claim('ocaml', 'a.ml', 'let a = {|b|}\nlet () = f ~c:"d"\n', ('a', 'b'), ('c', 'd'))
claim('vb', 'M.bas', 'Dim a As String = "b" & _\n  "c"\nf d:="e"\n', ('a', 'bc'), ('d', 'e'))
claim('pascal', 'a.pas', "const a: string = 'b' + 'c';\nd.e := 'f''g';\n", ('a', 'bc'), ('d/e', "f'g"))
claim('fortran', 'a.f90', "a = 'b' // 'c'\n", ('a', 'bc'))
claim('matlab', 'a.m', "% x\na = 'b';\nf('c', 'd')\n", ('a', 'b'), ('c', 'd'))
claim('julia', 'a.jl', 'a = "b" * "c"\n', ('a', 'bc'))
claim('nim', 'a.nim', 'let a = "b" & "c"\n', ('a', 'bc'))
claim('zig', 'a.zig', 'const a = "b" ++ "c";\nconst d = T{ .e = "f" };\n', ('a', 'bc'), ('e', 'f'))
claim('nix', 'a.nix', "{ a.b-c = \"d\"; e = ''f''; }\n", ('a/b-c', 'd'), ('e', 'f'))
claim('jsonnet', 'a.jsonnet', "{ a:: 'b', 'c'+: @'d', e: |||\n  f\n||| }\n", ('a', 'b'), ('c', 'd'))
claim('cue', 'a.cue', 'a: b: *#"c"# | string\n', ('b', 'c'))
claim('bicep', 'a.bicep', "param a string = 'b'\nvar c = '''d'''\n", ('a', 'b'), ('c', 'd'))
claim('puppet', 'a.pp', "x { 'y': a => Sensitive('b') }\n$c = 'd'\n", ('a', 'b'), ('c', 'd'))
claim('abap', 'a.abap', "DATA a TYPE string VALUE 'b'.\nc = 'd' && `e`.\n", ('a', 'b'), ('c', 'de'))
claim('cobol', 'a.cbl', "       01  A-B PIC X VALUE 'c'.\n           MOVE 'd' TO E-F.\n", ('A-B', 'c'), ('E-F', 'd'))
claim('tcl', 'a.tcl', 'set a b\nset c "d"\nset e(f) "g"\nset h [dict create i "j"]\ndict set k l "m"\n', ('a', 'b'), ('c', 'd'), ('f', 'g'), ('i', 'j'), ('l', 'm'))
claim('gherkin', 'a.feature', 'Given a "b"\n  | c | d |\n  | e1 | f1 |\n"""\n{"g": "h"}\n"""\n', ('d', 'f1'), ('g', 'h'))
claim('robot pipes', 'a.robot', '| *** Variables ***\n| ${A} | b c\n| X | Set Variable | ${C} | d |\n', ('A', 'b c'), ('C', 'd'))
claim('robot', 'a.robot', '*** Variables ***\n${A}    b\nX\n    Set Variable    ${C}    d\n    Y    e=f\n', ('A', 'b'), ('C', 'd'), ('e', 'f'))
claim('org', 'a.org', '- a :: b\n| c | d |\n|---+---|\n| e1 | f1 |\n#+BEGIN_SRC sh\nG=h\n#+END_SRC\n', ('a', 'b'), ('d', 'f1'), ('G', 'h'))
claim('k8s', 'a.yaml', 'kind: Secret\nstringData:\n  a: b\ndata:\n  c: ZGRkZGRkZGQ=\n', ('stringData/Secret/a', 'b'), ('data/Secret/c', 'dddddddd'))
claim('name, value', 'a.ts', "x = [{ name: 'A', value: 'b' }]\n", ('A', 'b'))
claim('objc', 'a.m', '#import <x>\nNSString *a = @"b";\n', ('a', 'b'))

sys.exit(1 if failed else 0)
