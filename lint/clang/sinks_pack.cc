// SPDX-License-Identifier: Apache-2.0
// The sink table as bytes: rules/sinks.toml is read when keylint is built, not
// each time that it runs. Numbers are four bytes, little end first; texts and
// lists have their size before them.
#include "lint/clang/sinks.h"

#include <map>

namespace keylint {
namespace {

class Packer {
 public:
  void Number(std::int64_t number) {
    for (int shift = 0; shift < 32; shift += 8) bytes_ += static_cast<char>(number >> shift & 0xff);
  }
  void Text(const std::string& text) {
    Number(static_cast<std::int64_t>(text.size()));
    bytes_ += text;
  }
  std::string Take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// Reads what Packer wrote in the same program: nothing is checked.
class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : bytes_(bytes) {}
  std::int32_t Number() {
    std::uint32_t number = 0;
    for (int shift = 0; shift < 32; shift += 8) number |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes_[at_++])) << shift;
    return static_cast<std::int32_t>(number);
  }
  std::string Text() {
    const auto size = static_cast<std::size_t>(Number());
    at_ += size;
    return std::string(bytes_.substr(at_ - size, size));
  }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
};

void PackGate(const SinkGate& gate, Packer& out) {
  for (const int number : {gate.arg, gate.element, int{gate.credential_name}, static_cast<int>(gate.is.size())}) out.Number(number);
  for (const std::string& text : gate.is) out.Text(text);
}

SinkGate UnpackGate(Unpacker& in) {
  SinkGate gate;
  gate.arg = in.Number();
  gate.element = in.Number();
  gate.credential_name = in.Number() != 0;
  gate.is.resize(static_cast<std::size_t>(in.Number()));
  for (std::string& text : gate.is) text = in.Text();
  return gate;
}

void PackSink(const Sink& sink, Packer& out) {
  for (const std::string& text : {sink.call, sink.slug, sink.library, sink.member, sink.level, sink.variable}) out.Text(text);
  for (const int number : {static_cast<int>(sink.kind), static_cast<int>(sink.part), sink.cwe, sink.arg, int{sink.either_side},
                           int{sink.object_is_other}, int{sink.is_field}, sink.element, sink.pointers, sink.callback, sink.parameters,
                           sink.minimum, static_cast<int>(sink.length)}) {
    out.Number(number);
  }
  PackGate(sink.when, out);
  PackGate(sink.unless, out);
}

Sink UnpackSink(Unpacker& in) {
  Sink sink;
  for (std::string* text : {&sink.call, &sink.slug, &sink.library, &sink.member, &sink.level, &sink.variable}) *text = in.Text();
  sink.kind = static_cast<SinkKind>(in.Number());
  sink.part = static_cast<SecretPart>(in.Number());
  sink.cwe = in.Number();
  sink.arg = in.Number();
  for (bool* flag : {&sink.either_side, &sink.object_is_other, &sink.is_field}) *flag = in.Number() != 0;
  for (int* number : {&sink.element, &sink.pointers, &sink.callback, &sink.parameters, &sink.minimum}) *number = in.Number();
  sink.length = static_cast<unsigned>(in.Number());
  sink.when = UnpackGate(in);
  sink.unless = UnpackGate(in);
  return sink;
}

}  // namespace

void SinkTable::AddRow(Sink sink) {
  (sink.is_field ? fields_ : calls_)[sink.call].push_back(static_cast<std::uint32_t>(rows_.size()));
  rows_.push_back(std::move(sink));
}

std::string SinkTable::Pack() const {
  Packer out;
  for (const SinkAdvice& advice : advice_) {
    out.Text(advice.why);
    out.Text(advice.fix);
  }
  out.Number(static_cast<std::int64_t>(carries_.size()));
  for (const auto& [call, carry] : std::map<std::string, Carry>(carries_.begin(), carries_.end())) {
    out.Text(call);
    out.Number(carry.from);
    out.Number(carry.into);
  }
  out.Number(static_cast<std::int64_t>(rows_.size() - kFirstRow));
  for (std::size_t n = kFirstRow; n < rows_.size(); ++n) PackSink(rows_[n], out);  // Those before it the constructor makes.
  return out.Take();
}

SinkTable SinkTable::Unpack(std::string_view bytes) {
  SinkTable table;
  Unpacker in(bytes);
  for (SinkAdvice& advice : table.advice_) {
    advice.why = in.Text();
    advice.fix = in.Text();
  }
  for (int left = in.Number(); left > 0; --left) {
    const std::string call = in.Text();
    const int from = in.Number();
    table.carries_[call] = {from, in.Number()};
  }
  const int rows = in.Number();
  table.rows_.reserve(static_cast<std::size_t>(rows) + kFirstRow);
  table.calls_.reserve(static_cast<std::size_t>(rows));
  for (int left = rows; left > 0; --left) table.AddRow(UnpackSink(in));
  return table;
}

}  // namespace keylint
