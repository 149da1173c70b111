// SPDX-License-Identifier: Apache-2.0
// The binary form: varints and counted strings behind a magic word. One
// visitor serves both directions, so they cannot drift apart.
#include "lint/clang/program.h"

#include <type_traits>

namespace keylint::flow {
namespace {

constexpr std::uint64_t kMagic = 0x6b6c666c6f773031;  // "klflow01"

class Writer {
 public:
  static constexpr bool kReads = false;
  explicit Writer(std::string& out) : out_(out) {}

  void Number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) out_ += static_cast<char>(value | 0x80);
    out_ += static_cast<char>(value);
  }
  template <class T>
  void Field(const T& value) {
    if constexpr (std::is_enum_v<T>) {
      Number(static_cast<std::uint64_t>(value));
    } else if constexpr (std::is_signed_v<T> && !std::is_same_v<T, bool>) {
      const auto wide = static_cast<std::int64_t>(value);
      Number((static_cast<std::uint64_t>(wide) << 1) ^ static_cast<std::uint64_t>(wide >> 63));
    } else {
      Number(static_cast<std::uint64_t>(value));
    }
  }
  void Field(const std::string& text) {
    Number(text.size());
    out_ += text;
  }
  bool Count(std::size_t& count) {
    Number(count);
    return true;
  }

 private:
  std::string& out_;
};

class Reader {
 public:
  static constexpr bool kReads = true;
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  std::uint64_t Number() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (bytes_.empty()) return Fail();
      const unsigned char byte = bytes_.front();
      bytes_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    return Fail();
  }
  template <class T>
  void Field(T& value) {
    const std::uint64_t raw = Number();
    if constexpr (std::is_signed_v<T> && !std::is_enum_v<T> && !std::is_same_v<T, bool>) {
      value = static_cast<T>(static_cast<std::int64_t>(raw >> 1) ^ -static_cast<std::int64_t>(raw & 1));
    } else {
      value = static_cast<T>(raw);
    }
  }
  void Field(std::string& text) {
    std::size_t size = 0;
    if (!Count(size)) return;
    text.assign(bytes_.substr(0, size));
    bytes_.remove_prefix(size);
  }
  // A count can never exceed the bytes left: each item takes at least one.
  bool Count(std::size_t& count) {
    count = Number();
    if (count > bytes_.size()) Fail();
    if (failed_) count = 0;
    return !failed_;
  }
  bool ok() const { return !failed_ && bytes_.empty(); }

 private:
  std::uint64_t Fail() {
    failed_ = true;
    bytes_ = {};
    return 0;
  }
  std::string_view bytes_;
  bool failed_ = false;
};

template <class Archive, class T>
void Visit(Archive& archive, T& value) requires(std::is_arithmetic_v<T> || std::is_enum_v<T>) {
  archive.Field(value);
}
template <class Archive>
void Visit(Archive& archive, std::string& value) { archive.Field(value); }
template <class Archive, class A, class B>
void Visit(Archive& archive, std::pair<A, B>& pair) {
  archive.Field(pair.first);
  archive.Field(pair.second);
}
template <class Archive, class T>
void Visit(Archive& archive, std::vector<T>& items);

template <class Archive, class... T>
void VisitAll(Archive& archive, T&... fields) {
  (Visit(archive, fields), ...);
}
template <class Archive>
void Visit(Archive& archive, Place& p) { VisitAll(archive, p.file, p.begin, p.end); }
template <class Archive>
void Visit(Archive& archive, Instruction& i) {
  VisitAll(archive, i.op, i.flags, i.dst, i.a, i.b, i.sym, i.imm, i.place, i.args, i.arg_flags);
}
template <class Archive>
void Visit(Archive& archive, Block& b) { VisitAll(archive, b.code, b.next); }
template <class Archive>
void Visit(Archive& archive, Function& f) {
  VisitAll(archive, f.name, f.display, f.registers, f.record, f.place, f.parameters, f.local_types, f.blocks);
}
template <class Archive>
void Visit(Archive& archive, Text& t) { VisitAll(archive, t.bytes, t.width, t.binary, t.folded, t.room, t.place); }
template <class Archive>
void Visit(Archive& archive, Global& g) { VisitAll(archive, g.name, g.type, g.constant, g.initialiser); }
template <class Archive>
void Visit(Archive& archive, LiteralRecord& l) {
  VisitAll(archive, l.bytes, l.place, l.use, l.name, l.callee, l.context, l.macro, l.binary, l.folded, l.compared);
}
template <class Archive>
void Visit(Archive& archive, Unit& u) {
  VisitAll(archive, u.files, u.symbols, u.texts, u.functions, u.globals, u.overrides, u.bases, u.method_classes,
           u.literals, u.notices, u.lines);
}
template <class Archive, class T>
void Visit(Archive& archive, std::vector<T>& items) {
  std::size_t count = items.size();
  if (!archive.Count(count)) return;
  if constexpr (Archive::kReads) items.resize(count);
  for (T& item : items) Visit(archive, item);
}

// Every index a solver follows without looking.
bool Sound(const Unit& unit) {
  const auto place = [&](const Place& p) { return p.file < unit.files.size(); };
  const auto symbol = [&](std::uint32_t s) { return s < unit.symbols.size(); };
  const auto function = [&](const Function& f) {
    if (!symbol(f.name) || !symbol(f.display) || !symbol(f.record) || !place(f.place)) return false;
    const auto reg = [&](std::int32_t r) { return r < static_cast<std::int32_t>(f.registers); };
    for (const Block& block : f.blocks) {
      for (const std::uint32_t next : block.next) {
        if (next >= f.blocks.size()) return false;
      }
      for (const Instruction& i : block.code) {
        if (!place(i.place) || !reg(i.dst) || !reg(i.a)) return false;
        const bool b_is_register = i.op != Op::kLocal && i.op != Op::kParameter && i.op != Op::kSink;
        if (b_is_register && !reg(i.b)) return false;
        if (i.op == Op::kText ? i.sym >= unit.texts.size()
                              : i.op != Op::kStoreByte && i.op != Op::kFill && !symbol(i.sym)) {
          return false;
        }
        if (i.op == Op::kSink && (!symbol(SinkParameter(i)) || !symbol(SinkFunction(i)))) return false;
        for (const std::int32_t arg : i.args) {
          if (!reg(arg)) return false;
        }
      }
    }
    return true;
  };
  for (const Text& text : unit.texts) {
    if (!place(text.place)) return false;
  }
  for (const Function& f : unit.functions) {
    if (!function(f)) return false;
  }
  for (const Global& g : unit.globals) {
    if (!symbol(g.name) || !symbol(g.type) || !function(g.initialiser)) return false;
  }
  for (const LiteralRecord& literal : unit.literals) {
    if (!place(literal.place) || !place(literal.use)) return false;
  }
  for (const auto* pairs : {&unit.overrides, &unit.bases, &unit.method_classes}) {
    for (const auto& [a, b] : *pairs) {
      if (!symbol(a) || !symbol(b)) return false;
    }
  }
  return !unit.files.empty() && !unit.symbols.empty();
}

}  // namespace

void Write(const Unit& unit, std::string& out) {
  Writer writer(out);
  writer.Number(kMagic);
  Visit(writer, const_cast<Unit&>(unit));  // The writer only reads.
}

bool Read(std::string_view bytes, Unit& unit) {
  Reader reader(bytes);
  if (reader.Number() != kMagic) return false;
  Visit(reader, unit);
  return reader.ok() && Sound(unit);
}

}  // namespace keylint::flow
