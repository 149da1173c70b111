// SPDX-License-Identifier: Apache-2.0
// Generated documents of each format whose writer knows every value's exact
// bytes, decoded text and names: the readers must find all of them and
// nothing else.
#include <functional>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "lint/decode/decode.h"
#include "tests/decode/collect.h"

namespace keylint {
namespace {

struct Expected {
  std::string path;
  std::string text;
  Span span;
};

// A document under construction.
class Writer {
 public:
  explicit Writer(unsigned seed) : random_(seed) {}

  Writer& Add(std::string_view bytes) {
    text_ += bytes;
    return *this;
  }
  std::size_t Pick(std::size_t below) { return random_() % below; }
  bool Flip() { return Pick(2) == 0; }
  std::string Pad(std::size_t most = 2) { return std::string(Pick(most + 1), ' '); }

  // A name that no reader takes for anything else.
  std::string Name() {
    static constexpr std::string_view kStart = "abcdfghjkmqwz";
    static constexpr std::string_view kRest = "abcdefghjkmqwz0123456789_";
    std::string name = "k";
    name += kStart[Pick(kStart.size())];
    for (std::size_t n = 2 + Pick(8); n > 0; --n) name += kRest[Pick(kRest.size())];
    return name;
  }
  // Bytes of a value: letters, digits and those of `extra`; never blank at
  // its ends.
  std::string Plain(std::string_view extra, std::size_t most = 24) {
    static constexpr std::string_view kBase = "abcdefghijkmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    std::string value(1, kBase[Pick(kBase.size())]);
    for (std::size_t n = Pick(most); n > 0; --n) {
      value += !extra.empty() && Pick(5) == 0 ? extra[Pick(extra.size())] : kBase[Pick(kBase.size())];
    }
    value += kBase[Pick(kBase.size())];
    return value;
  }

  // A value that is no word.
  std::string Code(std::size_t most = 24) { return "x7" + Plain("@_+-./", most); }

  // Writes `pieces` (as written, as meant) as one value under `path`.
  void Value(const std::string& path, const std::vector<std::pair<std::string, std::string>>& pieces) {
    Expected expected{path, {}, {text_.size(), text_.size()}};
    for (const auto& [written, meant] : pieces) {
      text_ += written;
      expected.text += meant;
    }
    expected.span.end = text_.size();
    expected_.push_back(expected);
  }
  void Value(const std::string& path, const std::string& plain) { Value(path, {{plain, plain}}); }

  // A value with escapes among plain pieces.
  void Escaped(const std::string& path, std::string_view extra,
               const std::vector<std::pair<std::string, std::string>>& escapes) {
    std::vector<std::pair<std::string, std::string>> pieces;
    for (std::size_t n = 1 + Pick(3); n > 0; --n) {
      const std::string plain = Plain(extra, 8);
      pieces.emplace_back(plain, plain);
      if (!escapes.empty() && Flip()) pieces.push_back(escapes[Pick(escapes.size())]);
    }
    const std::string last = Plain("", 4);
    pieces.emplace_back(last, last);
    Value(path, pieces);
  }

  // The last value again from its byte `from` on, under `path`.
  void ExpectTail(const std::string& path, std::size_t from) {
    const Expected& whole = expected_.back();
    expected_.push_back({path, whole.text.substr(from), {whole.span.begin + from, whole.span.end}});
  }

  const std::string& text() const { return text_; }
  const std::vector<Expected>& expected() const { return expected_; }

 private:
  std::mt19937 random_;
  std::string text_;
  std::vector<Expected> expected_;
};

std::string Join(const std::string& path, const std::string& name) {
  return path.empty() ? name : path + "/" + name;
}

using Escapes = std::vector<std::pair<std::string, std::string>>;
const Escapes kJsonEscapes = {{"\\n", "\n"}, {"\\\"", "\""}, {"\\\\", "\\"}, {"\\u002d", "-"}, {"\\ud83d\\ude00", "\xF0\x9F\x98\x80"}, {"\\/", "/"}};
constexpr std::string_view kSymbols = "!@^*()_+-./,;?<>~|";

void Check(Format format, const std::function<void(Writer&)>& write, unsigned rounds = 60) {
  ProvedFormats().insert(format);
  for (unsigned seed = 1; seed <= rounds; ++seed) {
    Writer writer(seed);
    write(writer);
    std::vector<Seen> seen;
    for (Seen& one : Collect(writer.text(), format)) {
      if (!one.in_comment) seen.push_back(one);
    }
    ASSERT_EQ(seen.size(), writer.expected().size()) << FormatName(format) << " " << seed << "\n" << writer.text();
    for (std::size_t i = 0; i < seen.size(); ++i) {
      const Expected& expected = writer.expected()[i];
      ASSERT_EQ(seen[i].text, expected.text) << seed << "\n" << writer.text();
      ASSERT_EQ(seen[i].path, expected.path) << seed << "\n" << writer.text();
      ASSERT_EQ(seen[i].span, expected.span) << expected.text << " " << seed << "\n" << writer.text();
      const std::string last = expected.path.substr(expected.path.rfind('/') + 1);
      if (!seen[i].name_span.empty()) {
        ASSERT_EQ(seen[i].name_span.Of(writer.text()), last) << seed << "\n" << writer.text();
      }
    }
  }
}

TEST(Spans, OfDotenv) {
  Check(Format::kDotenv, [](Writer& w) {
    for (int i = 0; i < 20; ++i) {
      const std::string name = w.Name();
      if (w.Pick(5) == 0) w.Add("# note\n");
      w.Add(w.Flip() ? "export " : "").Add(name).Add("=");
      switch (w.Pick(4)) {
        case 0: w.Value(name, w.Plain(kSymbols)); w.Add(w.Flip() ? " # c" : ""); break;
        case 1: w.Add("'"); w.Value(name, w.Plain(" #$\"\\")); w.Add("'"); break;
        case 2: w.Add("\""); w.Escaped(name, " #'\n", {{"\\n", "\n"}, {"\\\"", "\""}, {"\\$", "$"}}); w.Add("\""); break;
        default: w.Value(name, ""); break;
      }
      w.Add("\n");
    }
  });
}

TEST(Spans, OfIni) {
  Check(Format::kIni, [](Writer& w) {
    std::string section;
    for (int i = 0; i < 20; ++i) {
      if (w.Pick(4) == 0) {
        section = w.Name();
        w.Add("[" + section + "]\n");
      }
      const std::string name = w.Name();
      w.Add(name).Add(w.Pad()).Add(w.Flip() ? "=" : ": ").Add(w.Pad());
      if (w.Flip()) {
        w.Value(Join(section, name), w.Plain("!@^*()_+-./?<>~|"));
        w.Add(w.Flip() ? " ; c" : "");
      } else {
        w.Add("\"");
        w.Escaped(Join(section, name), " ;#'", {{"\\\"", "\""}, {"\\\\", "\\"}});
        w.Add("\"");
      }
      w.Add(w.Flip() ? "\n" : "\r\n");
    }
  });
}

TEST(Spans, OfProperties) {
  Check(Format::kProperties, [](Writer& w) {
    for (int i = 0; i < 20; ++i) {
      const std::string a = w.Name(), b = w.Name();
      w.Add(w.Pad()).Add(a + "." + b).Add(w.Flip() ? "=" : w.Flip() ? " : " : " ");
      w.Escaped(a + "/" + b, " #!'\"", {{"\\u0041", "A"}, {"\\\n    ", ""}, {"\\:", ":"}, {"\\\\", "\\"}, {"\\t", "\t"}});
      w.Add("\n");
    }
  });
}

void WriteJson(Writer& w, const std::string& path, int depth) {
  const std::size_t kind = depth >= 5 ? 0 : w.Pick(4);
  if (kind == 0) {
    w.Add("\"");
    w.Escaped(path, " #'{}[],:/*", kJsonEscapes);
    w.Add("\"");
  } else if (kind == 1) {
    w.Value(path, std::to_string(w.Pick(100000)));
  } else if (kind == 2) {
    w.Add("[").Add(w.Pad());
    for (std::size_t n = w.Pick(4), i = 0; i < n; ++i) {
      if (i > 0) w.Add(",").Add(w.Flip() ? "\n" : " ");
      WriteJson(w, path, depth + 1);
    }
    w.Add("]");
  } else {
    w.Add("{").Add(w.Flip() ? "\n" : "");
    for (std::size_t n = w.Pick(5), i = 0; i < n; ++i) {
      if (i > 0) w.Add(",").Add(w.Flip() ? " /* c */\n" : w.Flip() ? " // c\n" : " ");
      const std::string name = w.Name();
      w.Add("\"" + name + "\"").Add(w.Pad()).Add(":").Add(w.Pad());
      WriteJson(w, Join(path, name), depth + 1);
    }
    w.Add(w.Pad()).Add("}");
  }
}

TEST(Spans, OfJson) {
  Check(Format::kJson, [](Writer& w) {
    w.Add("{");
    for (int i = 0; i < 6; ++i) {
      const std::string name = w.Name();
      w.Add("\"" + name + "\": ");
      WriteJson(w, name, 0);
      w.Add(",\n");
    }
    w.Add("}");
  }, 200);
}

void YamlScalar(Writer& w, const std::string& path, bool flow) {
  switch (w.Pick(3)) {
    case 0: w.Value(path, w.Plain(flow ? " !@^()_+-./;?<>~|" : " !@^*()_+-./,;?<>~|[]{}'\"")); break;
    case 1: w.Add("'"); w.Escaped(path, " #:\"{}[],\\", {{"''", "'"}}); w.Add("'"); break;
    default:
      w.Add("\"");
      w.Escaped(path, " #:'{}[],", {{"\\n", "\n"}, {"\\\"", "\""}, {"\\\\", "\\"}, {"\\u002d", "-"}, {"\\x41", "A"}});
      w.Add("\"");
  }
}

void WriteYaml(Writer& w, const std::string& path, std::size_t indent, int depth);

void YamlFlow(Writer& w, const std::string& path, int depth) {
  const bool object = w.Flip();
  w.Add(object ? "{" : "[").Add(w.Pad());
  for (std::size_t n = w.Pick(4), i = 0; i < n; ++i) {
    if (i > 0) w.Add(w.Flip() ? ", " : ",\n                    ");
    std::string inner = path;
    if (object) {
      const std::string name = w.Name();
      w.Add(name + ": ");
      inner = Join(path, name);
    }
    if (depth < 3 && w.Pick(4) == 0) YamlFlow(w, inner, depth + 1);
    else YamlScalar(w, inner, true);
  }
  w.Add(w.Pad()).Add(object ? "}" : "]");
}

void YamlBlock(Writer& w, const std::string& path, std::size_t indent) {
  const bool folded = w.Flip(), strip = w.Flip();
  const std::string margin(indent + 2, ' ');
  w.Add(folded ? ">" : "|").Add(strip ? "-" : "").Add("\n").Add(margin);
  std::vector<std::pair<std::string, std::string>> pieces;
  for (std::size_t n = 1 + w.Pick(3), i = 0; i < n; ++i) {
    // No pairs inside: those would be literals of their own.
    const std::string line = w.Plain("#'\"{}[],");
    if (i > 0) pieces.emplace_back("\n" + margin, folded ? " " : "\n");
    pieces.emplace_back(line, line);
  }
  if (!strip) pieces.emplace_back("\n", "\n");
  w.Value(path, pieces);
  if (strip) w.Add("\n");
}

void YamlValue(Writer& w, const std::string& path, std::size_t indent, int depth) {
  switch (depth >= 4 ? w.Pick(3) : w.Pick(5)) {
    case 0: YamlScalar(w, path, false); w.Add(w.Flip() ? " # c\n" : "\n"); break;
    case 1: YamlFlow(w, path, 0); w.Add("\n"); break;
    case 2: YamlBlock(w, path, indent); break;
    default: w.Add(w.Flip() ? "&a1\n" : "\n"); WriteYaml(w, path, indent + 2, depth + 1);
  }
}

void WriteYaml(Writer& w, const std::string& path, std::size_t indent, int depth) {
  const bool sequence = depth > 0 && w.Pick(3) == 0;
  for (std::size_t n = 1 + w.Pick(4); n > 0; --n) {
    if (w.Pick(6) == 0) w.Add(std::string(indent, ' ') + "# c\n");
    if (w.Pick(6) == 0) w.Add("\n");
    w.Add(std::string(indent, ' '));
    if (sequence) {
      w.Add("- ");
      if (w.Flip()) {
        const std::string name = w.Name();
        w.Add(name + ": ");
        YamlValue(w, Join(path, name), indent + 2, depth + 1);
      } else {
        YamlValue(w, path, indent, depth + 1);
      }
    } else {
      const std::string name = w.Name();
      const bool quoted = w.Pick(4) == 0;
      w.Add(quoted ? "\"" + name + "\": " : name + ": ");
      YamlValue(w, Join(path, name), indent, depth);
    }
  }
}

TEST(Spans, OfYaml) {
  Check(Format::kYaml, [](Writer& w) {
    for (std::size_t documents = 1 + w.Pick(2); documents > 0; --documents) {
      w.Add("---\n");
      WriteYaml(w, "", 0, 0);
    }
  }, 400);
}

void TomlValue(Writer& w, const std::string& path, int depth) {
  switch (w.Pick(depth < 2 ? 6 : 4)) {
    case 0: w.Value(path, std::to_string(w.Pick(1000))); break;
    case 1: w.Add("'"); w.Value(path, w.Plain(" #\"\\[]{},")); w.Add("'"); break;
    case 2: w.Add("\""); w.Escaped(path, " #'[]{},", {{"\\n", "\n"}, {"\\\"", "\""}, {"\\u0041", "A"}, {"\\U00000042", "B"}}); w.Add("\""); break;
    case 3:
      w.Add("\"\"\"\n");
      w.Escaped(path, " #'[]{},\n\"", {{"\\\n   ", ""}, {"\\t", "\t"}});
      w.Add("\"\"\"");
      break;
    case 4:
      w.Add("[");
      for (std::size_t n = w.Pick(4); n > 0; --n) {
        TomlValue(w, path, depth + 1);
        w.Add(w.Flip() ? ", # c\n  " : ", ");
      }
      w.Add("]");
      break;
    default:
      w.Add("{ ");
      for (std::size_t n = w.Pick(3), i = 0; i < n; ++i) {
        const std::string name = w.Name();
        w.Add(i > 0 ? ", " : "").Add(name + " = ");
        TomlValue(w, Join(path, name), depth + 1);
      }
      w.Add(" }");
  }
}

TEST(Spans, OfToml) {
  Check(Format::kToml, [](Writer& w) {
    std::string table;
    for (int i = 0; i < 15; ++i) {
      if (w.Pick(4) == 0) {
        const std::string a = w.Name(), b = w.Name();
        table = a + "/" + b;
        w.Add("[" + a + ".\"" + b + "\"]\n");
      }
      const std::string name = w.Name();
      w.Add(name + " = ");
      TomlValue(w, Join(table, name), 0);
      w.Add(w.Flip() ? " # c\n" : "\n");
    }
  }, 200);
}

void WriteXml(Writer& w, const std::string& path, int depth) {
  static const Escapes kEntities = {{"&amp;", "&"}, {"&lt;", "<"}, {"&#45;", "-"}, {"&#x2d;", "-"}, {"&quot;", "\""}};
  const std::string tag = w.Name();
  const std::string inner = Join(path, tag);
  w.Add("<" + tag);
  for (std::size_t n = w.Pick(3); n > 0; --n) {
    const std::string name = w.Name();
    const bool single = w.Flip();
    w.Add(" " + name + "=" + (single ? "'" : "\""));
    w.Escaped(Join(inner, name), single ? " >\"" : " >'", kEntities);
    w.Add(single ? "'" : "\"");
  }
  if (w.Pick(5) == 0) {
    w.Add("/>");
    return;
  }
  w.Add(">").Add(w.Flip() ? "\n  " : "");
  if (depth >= 5 || w.Flip()) {
    if (w.Pick(4) == 0) {
      w.Add("<![CDATA[");
      w.Value(inner, w.Plain(" <>&\"'"));
      w.Add("]]>");
    } else {
      w.Escaped(inner, " \"'>", kEntities);
    }
  } else {
    for (std::size_t n = w.Pick(4); n > 0; --n) {
      WriteXml(w, inner, depth + 1);
      w.Add(w.Pick(5) == 0 ? "<!-- c -->" : "\n");
    }
  }
  w.Add("</" + tag + ">");
}

TEST(Spans, OfXml) {
  Check(Format::kXml, [](Writer& w) {
    w.Add("<?xml version=\"1.0\"?>\n");
    WriteXml(w, "", 0);
  }, 200);
}

TEST(Spans, OfPages) {
  Check(Format::kXml, [](Writer& w) {
    const std::string a = w.Name(), b = w.Name(), c = w.Name();
    const std::string table = "html/table/", cell = table + "tr/td/";
    w.Add("<html>\n<table class=\"");
    w.Value(table + "class", w.Code());
    w.Add("\">\n<tr><th>");
    w.Value(table + "tr/th", a);
    w.Add("</th><th><b>");
    w.Value(table + "tr/th/b", b);
    w.Add("</b></th></tr>\n");
    for (int row = 0; row < 3; ++row) {
      w.Add("<tr>\n<td>");
      w.Value(cell + a, w.Code() + "?");   // Names nothing.
      w.Add("</td>\n<td><code>");
      w.Value(cell + "code/" + b, w.Code());
      w.Add("</code></td></tr>\n");
    }
    w.Add("</table>\n<dl><dt>");
    w.Value("html/dl/dt", c);
    w.Add("</dt>\n<dd>");
    w.Value("html/dl/dd/" + c, w.Code());
    w.Add("</dd></dl>\n<p><strong>");
    w.Value("html/p/strong", a);
    w.Add("</strong>: ");
    w.Value("html/p/" + a, w.Code());
    w.Add("</p>\n<p>");
    w.Value("html/p", {{b + ":", b + ":"}});
    w.Add("<br><code>");
    w.Value("html/p/code/" + b, w.Code());
    w.Add("</code></p>\n</html>\n");
  });
}

TEST(Spans, OfHcl) {
  Check(Format::kHcl, [](Writer& w) {
    for (int i = 0; i < 6; ++i) {
      const std::string type = w.Name(), label = w.Name();
      w.Add(type + " \"" + label + "\" {\n");
      for (int k = 0; k < 4; ++k) {
        const std::string name = w.Name();
        const std::string path = type + "/" + label + "/" + name;
        w.Add("  " + name + " = ");
        switch (w.Pick(3)) {
          case 0: w.Add("\""); w.Escaped(path, " #'{}[],=/", {{"\\n", "\n"}, {"\\\"", "\""}}); w.Add("\""); break;
          case 1:
            w.Add("[\"");
            w.Value(path, w.Plain(" #/"));
            w.Add("\", \"");
            w.Value(path, w.Plain(" #/"));
            w.Add("\"]");
            break;
          default: {
            const std::string inner = w.Name();
            w.Add("{ " + inner + (w.Flip() ? " = \"" : " : \""));
            w.Value(path + "/" + inner, w.Plain(" #/"));
            w.Add("\" }");
          }
        }
        w.Add(w.Flip() ? " # c\n" : w.Flip() ? " // c\n" : "\n");
      }
      w.Add("}\n");
    }
  });
}

TEST(Spans, OfShell) {
  Check(Format::kShell, [](Writer& w) {
    for (int i = 0; i < 20; ++i) {
      const std::string name = w.Name();
      const bool flag = w.Flip();
      w.Add(flag ? "kcmd --" + name + (w.Flip() ? " " : "=") : (w.Flip() ? "export " : "") + name + "=");
      switch (w.Pick(4)) {
        case 0: w.Value(name, w.Plain("!@^_+-./,?~")); break;
        case 1: w.Add("'"); w.Value(name, w.Plain(" #$\"\\;&|<>()`")); w.Add("'"); break;
        case 2: w.Add("\""); w.Escaped(name, " #';&|<>()", {{"\\\"", "\""}, {"\\$", "$"}, {"\\\\", "\\"}, {"\\\n", ""}}); w.Add("\""); break;
        default: w.Escaped(name, "", {{"\\ ", " "}, {"\\;", ";"}, {"'x y'", "x y"}, {"\"z#\"", "z#"}});
      }
      w.Add(w.Flip() ? " # c\n" : w.Flip() ? "; " : " && ");
    }
    w.Add("\n");
  }, 200);
}

TEST(Spans, OfDockerfile) {
  Check(Format::kDockerfile, [](Writer& w) {
    for (int i = 0; i < 10; ++i) {
      const std::string a = w.Name(), b = w.Name();
      w.Add(w.Flip() ? "ENV " : "LABEL ").Add(a + "=");
      w.Value(a, w.Plain("@_+-./,"));
      w.Add(w.Flip() ? " " : " \\\n    ").Add(b + "=\"");
      w.Escaped(b, " #'", {{"\\\"", "\""}});
      w.Add("\"\n");
      w.Add("RUN kcmd --" + a + " ");
      w.Value(a, w.Plain("@_+-./,"));
      w.Add("\n");
    }
  });
}

TEST(Spans, OfMakefile) {
  Check(Format::kMakefile, [](Writer& w) {
    for (int i = 0; i < 10; ++i) {
      const std::string a = w.Name();
      w.Add(w.Flip() ? "export " : "").Add(a).Add(w.Flip() ? " := " : w.Flip() ? " = " : "+=");
      w.Value(a, w.Plain(" @_+-./,"));
      w.Add("\n");
      w.Add(w.Name() + ":\n\t@kcmd --" + a + " ");
      w.Value(a, w.Plain("@_+-./,"));
      w.Add("\n");
    }
  });
}

TEST(Spans, OfNginxAndApache) {
  Check(Format::kNginx, [](Writer& w) {
    for (int i = 0; i < 10; ++i) {
      const std::string block = w.Name(), directive = w.Name(), variable = w.Name();
      w.Add(block + " {\n  " + directive + " ");
      w.Value(block + "/" + directive, w.Plain("@_+-./,"));
      w.Add(";\n  set $" + variable + " \"");
      w.Escaped(block + "/set/" + variable, " #';{}", {{"\\\"", "\""}});
      w.Add("\"; # c\n}\n");
    }
  });
  Check(Format::kApache, [](Writer& w) {
    for (int i = 0; i < 10; ++i) {
      const std::string block = w.Name(), directive = w.Name(), variable = w.Name();
      w.Add("<" + block + " x>\n  " + directive + " ");
      w.Value(block + "/" + directive, w.Plain("@_+-./,"));
      w.Add("\n  SetEnv " + variable + " \"");
      w.Escaped(block + "/SetEnv/" + variable, " #';{}", {{"\\\"", "\""}});
      w.Add("\"\n# c\n</" + block + ">\n");
    }
  });
}

TEST(Spans, OfSql) {
  Check(Format::kSql, [](Writer& w) {
    for (int i = 0; i < 10; ++i) {
      const std::string table = w.Name(), a = w.Name(), b = w.Name();
      w.Add("INSERT INTO " + table + " (" + a + ", `" + b + "`) VALUES ");
      for (int row = 0; row < 3; ++row) {
        w.Add(row > 0 ? ", ('" : "('");
        w.Escaped(table + "/" + a, " #-;(),\"", {{"''", "'"}});
        w.Add("', '");
        w.Value(table + "/" + b, w.Plain(" #-;(),\""));
        w.Add("')");
      }
      w.Add("; -- c\nUPDATE " + table + " SET " + a + " = '");
      w.Value(a, w.Plain(" #-;(),\""));
      w.Add("';\n");
    }
  });
}

TEST(Spans, OfHttp) {
  Check(Format::kHttp, [](Writer& w) {
    for (int i = 0; i < 8; ++i) {
      const std::string header = w.Name(), member = w.Name();
      w.Add("### c\nPOST https://host.example/path\n" + header + ": ");
      w.Value(header, w.Plain(" @_+-./,"));
      w.Add("\n\n{\"" + member + "\": \"");
      w.Escaped(member, " #:", kJsonEscapes);
      w.Add("\"}\n\n");
    }
  });
}

TEST(Spans, OfCredentialFiles) {
  Check(Format::kNetrc, [](Writer& w) {
    for (int i = 0; i < 8; ++i) {
      const std::string host = w.Name();
      w.Add("machine " + host + (w.Flip() ? " login " : "\n  login "));
      w.Value(host + "/login", w.Plain("@_+-."));
      w.Add(" password ");
      w.Value(host + "/password", w.Plain("@_+-./#\""));
      w.Add("\n");
    }
  });
  Check(Format::kPgpass, [](Writer& w) {
    for (int i = 0; i < 8; ++i) {
      const std::string host = w.Name();
      w.Add(host + ":5432:db:");
      w.Value(host + "/user", w.Plain("@_+-."));
      w.Add(":");
      w.Escaped(host + "/password", "@_+-./#\"", {{"\\:", ":"}, {"\\\\", "\\"}});
      w.Add("\n");
    }
  });
  Check(Format::kHtpasswd, [](Writer& w) {
    for (int i = 0; i < 8; ++i) {
      const std::string user = w.Name();
      w.Add(user + ":");
      w.Value(user, w.Plain("$/.:"));
      w.Add("\n");
    }
  });
}

TEST(Spans, OfTables) {
  for (const bool tabs : {false, true}) {
    Check(tabs ? Format::kTsv : Format::kCsv, [tabs](Writer& w) {
      const std::string separator = tabs ? "\t" : ",";
      const std::string a = w.Name(), b = w.Name();
      w.Add(a + separator + b + "\n");
      for (int row = 0; row < 8; ++row) {
        w.Value(a, w.Plain(" @_+-./"));
        w.Add(separator + "\"");
        w.Escaped(b, " ,\n\t'", {{"\"\"", "\""}});
        w.Add(w.Flip() ? "\"\n" : "\"\r\n");
      }
    });
  }
}

TEST(Spans, OfRegistry) {
  Check(Format::kRegistry, [](Writer& w) {
    for (int i = 0; i < 8; ++i) {
      const std::string key = w.Name(), name = w.Name();
      w.Add("[HKEY_X\\" + key + "]\r\n\"" + name + "\"=\"");
      w.Escaped("HKEY_X/" + key + "/" + name, " @_+-./=;", {{"\\\\", "\\"}, {"\\\"", "\""}});
      w.Add("\"\r\n");
    }
  });
}

TEST(Spans, OfMarkdown) {
  Check(Format::kMarkdown, [](Writer& w) {
    for (int i = 0; i < 8; ++i) {
      const std::string a = w.Name(), b = w.Name();
      w.Add("Some words here.\n\n```yaml\n" + a + ": ");
      w.Value(a, w.Plain("@_+-./"));
      w.Add("\n```\nand `" + b + "=");
      w.Value(b, w.Plain("@_+-./"));
      w.Add("` too.\n");
      static constexpr std::string_view kMarked[][3] = {
          {"- **", "**: ", ""}, {"**", ":** `", "`"}, {"<b>", "</b>: <code>", "</code>"}, {"* *", "* \u2013 ", ""}, {"", " \u2192 **", "**"},
          {"", "\uFF1A", ""}, {"`", "` - ", " of it"}};
      const auto& marked = kMarked[w.Pick(std::size(kMarked))];
      const std::string c = w.Name();
      w.Add("\n" + std::string(marked[0]) + c + std::string(marked[1]));
      w.Value(c, w.Code());
      w.Add(std::string(marked[2]) + "\n\n<div>\n<td>");
      w.Value("div/td", c);
      w.Add("</td>\n<td><code>");
      w.Value("div/td/code/" + c, w.Code());
      w.Add("</code></td></div>\n\n");
    }
  });
}

TEST(Spans, OfRestructuredText) {
  Check(Format::kRestructuredText, [](Writer& w) {
    for (int i = 0; i < 6; ++i) {
      const std::string a = w.Name(), b = w.Name();
      w.Add("Some words here.\n\n.. code-block:: yaml\n   :linenos:\n\n   " + a + ": ");
      w.Value(a, w.Plain("@_+-./"));
      w.Add("\n\nand ``" + b + "=");
      w.Value(b, w.Plain("@_+-./"));
      w.Add("`` too::\n\n   " + a + "=");
      w.Value(a, w.Plain("@_+-./"));
      w.Add("\n\n.. list-table::\n   :header-rows: 1\n\n   * - " + a + "\n     - " + b + "\n   * - ");
      w.Value(a, w.Code());
      w.Add("\n     - ``");
      w.Value(b, w.Code());
      w.Add("``\n\n.. csv-table::\n   :header: " + a + ", \"" + b + "\"\n\n   ");
      w.Value(a, w.Code());
      w.Add(", \"");
      w.Value(b, w.Code());
      w.Add("\"\n\n==============================  ====\n" + a + std::string(32 - a.size(), ' ') + b + "\n==============================  ====\n");
      const std::string cell = w.Code(18);
      w.Value(a, cell);
      w.Add(std::string(32 - cell.size(), ' '));
      w.Value(b, w.Code());
      w.Add("\n==============================  ====\n\n");
    }
  });
}

TEST(Spans, OfAsciidoc) {
  Check(Format::kAsciidoc, [](Writer& w) {
    for (int i = 0; i < 8; ++i) {
      const std::string a = w.Name(), b = w.Name();
      w.Add("Some words here.\n\n[source,yaml]\n----\n" + a + ": ");
      w.Value(a, w.Plain("@_+-./"));
      w.Add("\n----\n\nand `" + b + "=");
      w.Value(b, w.Plain("@_+-./"));
      w.Add("` too.\n\n[%header]\n,===\n" + a + "," + b + "\n");
      w.Value(a, w.Code());
      w.Add(",");
      w.Value(b, w.Code());
      w.Add("\n,===\n\n");
    }
  });
}

// Spans, text and names of the cells below `a` and `b`; the line's own pair is
// one more.
void CheckCells(const Writer& w, Format format, const std::string& a, const std::string& b) {
  ProvedFormats().insert(format);
  std::vector<Seen> cells;
  for (Seen& one : Collect(w.text(), format)) {
    if (one.path == a || one.path == b) cells.push_back(one);
  }
  std::erase_if(cells, [&](const Seen& one) { return one.path == a && one.text == b; });   // The titles' own line.
  ASSERT_EQ(cells.size(), w.expected().size()) << FormatName(format) << "\n" << w.text();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    ASSERT_EQ(cells[i].text, w.expected()[i].text) << w.text();
    ASSERT_EQ(cells[i].path, w.expected()[i].path) << w.text();
    ASSERT_EQ(cells[i].span, w.expected()[i].span) << w.text();
    ASSERT_EQ(cells[i].name_span.Of(w.text()), cells[i].path) << w.text();
  }
}

TEST(Spans, OfTablesInProse) {
  for (const Format format : {Format::kMarkdown, Format::kRestructuredText, Format::kAsciidoc, Format::kOrg, Format::kGherkin, Format::kPlainText}) {
    for (unsigned seed = 1; seed <= 60; ++seed) {
      Writer w(seed);
      const std::string a = w.Name(), b = w.Name();
      const std::string rule = "+-----+-----+\n";
      w.Add(format == Format::kRestructuredText ? rule : format == Format::kAsciidoc ? "|===\n" : "");
      if (format == Format::kPlainText) w.Add("|| " + a + " || " + b + " ||\n");   // Confluence
      else w.Add("| " + a + " | " + b + (format == Format::kAsciidoc ? "\n\n" : " |\n"));
      w.Add(format == Format::kMarkdown ? "|---|:--:|\n" : format == Format::kOrg ? "|---+---|\n" : format == Format::kRestructuredText ? "+=====+=====+\n" : "");
      for (int row = 0; row < 4; ++row) {
        w.Add(w.Flip() ? "| " : "|");
        w.Value(a, w.Code(12));
        w.Add(w.Flip() && format != Format::kAsciidoc ? " | `" : "|`");
        w.Value(b, w.Code(12));
        w.Add(format == Format::kAsciidoc ? "`\n" : "` |\n");
        w.Add(format == Format::kRestructuredText ? rule : "");
      }
      w.Add(format == Format::kAsciidoc ? "|===\n" : "\nSome words.\n");
      CheckCells(w, format, a, b);
    }
  }
}

TEST(Spans, OfTablesOfMediaWiki) {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    Writer w(seed);
    const std::string a = w.Name(), b = w.Name();
    w.Add(w.Flip() ? "{| class=\"wikitable\"\n|-\n" : "{|\n|+ Some words\n");
    w.Add(w.Flip() ? "! " + a + " !! " + b + "\n" : "! scope=\"col\" | " + a + "\n!" + b + "\n");
    for (int row = 0; row < 4; ++row) {
      w.Add(w.Flip() ? "|-\n| " : "|- style=\"x\"\n|");
      w.Value(a, w.Code(12));
      w.Add(w.Flip() ? "\n| " : " || ");
      w.Add(w.Flip() ? "`" : "style=\"x\" | `");
      w.Value(b, w.Code(12));
      w.Add("`\n");
    }
    w.Add("|}\nSome words.\n");
    CheckCells(w, Format::kPlainText, a, b);
  }
}

TEST(Spans, OfBatch) {
  Check(Format::kBatch, [](Writer& w) {
    for (int i = 0; i < 10; ++i) {
      const std::string name = w.Name();
      switch (w.Pick(3)) {
        case 0: w.Add("set " + name + "="); w.Value(name, w.Plain("!@^*()_+-./?~")); break;
        case 1: w.Add("SETX " + name + " \""); w.Value(name, w.Plain("!@*()_+-./?~ ")); w.Add("\""); break;
        default: w.Add("set \"" + name + "="); w.Value(name, w.Plain("!@*_+-./?~")); w.Add("\"");
      }
      w.Add(w.Flip() ? "\r\n" : "\n");
    }
  });
}

TEST(Spans, OfMail) {
  Check(Format::kPlainText, [](Writer& w) {
    const std::string a = w.Name(), b = w.Name();
    w.Add("MIME-Version: ");
    w.Value("MIME-Version", "1.0");
    w.Add("\nX-" + a + ": ");
    w.Value("X-" + a, w.Plain("@_+-./"));
    w.Add("\nContent-Type: ");
    w.Value("Content-Type", "multipart/mixed");
    w.Add("\n boundary=\"");
    w.Value("boundary", "qq");
    w.Add("\"\n\n--qq\nContent-Type: ");
    w.Value("Content-Type", "text/yaml");
    w.Add("\n\n" + b + ": ");
    w.Value(b, w.Plain("@_+-./"));
    w.Add("\n--qq\nContent-Type: ");
    w.Value("Content-Type", "text/yaml");
    w.Add("\nContent-Transfer-Encoding: ");
    w.Value("Content-Transfer-Encoding", "quoted-printable");
    w.Add("\n\n");
    const std::string value = w.Plain("@_+-./", 8), rest = w.Plain("@_+-./", 8);
    const std::pair<std::string, std::string> kPieces[] = {{value, value}, {"=\n", ""}, {rest, rest}, {"=3D", "="}, {"q", "q"}};
    w.Value("", {{b + ": ", b + ": "}, kPieces[0], kPieces[1], kPieces[2], kPieces[3], kPieces[4]});
    w.ExpectTail(b, b.size() + 2);
    w.Add("\n--qq--\n");
  });
}

TEST(Spans, OfNotebooks) {
  Check(Format::kNotebook, [](Writer& w) {
    w.Add("{\"cells\": [");
    for (int i = 0; i < 8; ++i) {
      const std::string a = w.Name();
      w.Add(i > 0 ? ",\n" : "").Add("{\"source\": [\"" + a + "='");
      w.Value("cells/source/" + a, {{"x", "x"}, {"\\\"", "\""}, {"y", "y"}, {"\\u002d", "-"}});
      w.Add("'\\n\",\n \"" + a + "=");
      w.Value("cells/source/" + a, w.Plain("@_+-./"));
      w.Add("\\n\"]}");
    }
    w.Add("], \"metadata\": {\"language\": \"");
    w.Value("metadata/language", "bash");
    w.Add("\"}}");
  });
}

TEST(Spans, OfOrg) {
  Check(Format::kOrg, [](Writer& w) {
    for (int i = 0; i < 8; ++i) {
      const std::string a = w.Name(), b = w.Name();
      w.Add("* Some words\n#+BEGIN_SRC yaml\n" + a + ": ");
      w.Value(a, w.Plain("@_+-./"));
      w.Add("\n#+END_SRC\n\n- " + b + " :: ");
      w.Value(b, w.Code());
      w.Add("\nand ~" + b + "=");
      w.Value(b, w.Plain("@_+-./"));
      w.Add("~ too.\n\n");
    }
  });
}

TEST(Spans, OfGherkin) {
  Check(Format::kGherkin, [](Writer& w) {
    w.Add("Feature: ");
    w.Value("Feature", "some");
    w.Add(" words\n");
    for (int i = 0; i < 8; ++i) {
      const std::string a = w.Name();
      w.Add("  Scenario: ");
      w.Value("Scenario", "more");
      w.Add(" words\n    Given " + a + "=");
      w.Value(a, w.Plain("@_+-./"));
      w.Add("\n    When it reads\n      \"\"\"\n      {\"" + a + "\": \"");
      w.Escaped(a, " @_+-./", kJsonEscapes);
      w.Add("\"}\n      \"\"\"\n");
    }
  });
}

TEST(Spans, OfRobot) {
  Check(Format::kRobot, [](Writer& w) {
    w.Add("*** Variables ***\n");
    for (int i = 0; i < 10; ++i) {
      const std::string a = w.Name();
      const bool piped = w.Pick(3) == 0;
      const std::string gap = piped ? " | " : w.Flip() ? "\t" : "    ";
      if (piped) w.Add("| ");
      switch (w.Pick(4)) {
        case 0: w.Add("${" + a + (w.Flip() ? "}" : "}=") + gap); break;
        case 1: w.Add("    Login" + gap + "user" + gap + a + "="); break;
        case 2: w.Add("    Type" + gap + "${" + a + "}" + gap); break;
        default: w.Add("    " + a + gap); break;
      }
      w.Value(a, w.Plain("@_+-./"));
      w.Add(piped && w.Flip() ? " |\n" : "\n");
    }
  });
}

TEST(Spans, OfPlainText) {
  Check(Format::kPlainText, [](Writer& w) {
    for (int i = 0; i < 10; ++i) {
      const std::string a = w.Name();
      w.Add("2026 some words " + a + (w.Flip() ? "=" : ": "));
      w.Value(a, w.Plain("@_+-./"));
      w.Add(" and more\n" + a + " = ");
      w.Value(a, w.Plain("@_+-./,&)"));
      w.Add("\n");
    }
  });
}

// A reader whose spans nobody proves must not come in unseen.
class EveryFormatIsProved : public testing::Environment {
  void TearDown() override {
    const testing::UnitTest& all = *testing::UnitTest::GetInstance();
    if (all.test_to_run_count() != all.total_test_count()) return;   // Somebody asked for a few.
    for (int i = 0; i <= static_cast<int>(Format::kOrg); ++i) {
      const auto format = static_cast<Format>(i);
      EXPECT_TRUE(ProvedFormats().contains(format)) << FormatName(format) << " has no writer in span_test.cc or language_span_test.cc";
    }
  }
};
[[maybe_unused]] const testing::Environment* const kProof = testing::AddGlobalTestEnvironment(new EveryFormatIsProved);

}  // namespace
}  // namespace keylint
