// SPDX-License-Identifier: Apache-2.0
// What is left of a translation unit once Clang has gone: its functions as
// small instructions over addresses and values, its constant texts, and the
// literals a person could edit. Units can be written, read and joined, so one
// process can parse and another solve.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace keylint::flow {

/// Bytes [begin, end) of a file of the unit; file 0 is "nowhere".
struct Place {
  std::uint32_t file = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend bool operator==(const Place&, const Place&) = default;
};

enum class Op : std::uint8_t {
  kUnknown,     ///< dst = a value nobody knows.
  kText,        ///< dst = address of texts[sym].
  kFunction,    ///< dst = address of function sym.
  kLocal,       ///< dst = address of local variable `b`.
  kParameter,   ///< dst = address of the variable of parameter `b`.
  kGlobal,      ///< dst = address of the global sym.
  kFresh,       ///< dst = address of a new object of type sym.
  kField,       ///< dst = address of member sym of *a.
  kElement,     ///< dst = address of element sym of *a (sym 0: some element).
  kLoad,        ///< dst = *a.
  kMerge,       ///< dst = any of args.
  kStore,       ///< *a = b.
  kStoreByte,   ///< element `sym` (index + 1; 0: some) of the bytes *a = imm.
  kCopy,        ///< *a = *b, with all members.
  kCopyText,    ///< bytes at *a = bytes at *b; imm 1: made from them, of unknown length;
                ///< from those at args, too.
  kAppendText,  ///< bytes at *a += bytes at *b.
  kFormat,      ///< bytes at *a = format args[0] (printf's, or kBraces) with args[1...].
  kFill,        ///< bytes at *a = imm, `sym` times (0: unknown count).
  kForget,      ///< *a and all below it becomes unknown.
  kReturn,      ///< the function's value is a.
  kReturnObject,///< the function's value is a copy of *a.
  kCall,        ///< dst = sym(args), or (*a)(args) when sym is 0.
  kSink,        ///< a reaches row `b` of the sink table; sym: what was called;
                ///< imm: SinkNames().
};

/// Bits of Instruction::flags.
enum : std::uint8_t {
  kVirtual = 1,         ///< kCall: overriders of sym are called too.
  kReturnsObject = 2,   ///< kCall: dst is the address of a new object.
  kBraces = 1,          ///< kFormat: "{}" as in std::format.
  kPlaces = 2,          ///< kFormat: "%1" as in QString; places without an argument stay.
  kOneOfMany = 1,       ///< kSink: the constant is an entry of a list that a loop walks.
};

/// Bits of Instruction::arg_flags.
enum : std::uint8_t {
  kByValue = 1,         ///< The argument is the address of an object passed by value.
  kWritable = 2,        ///< An unknown callee may write through it.
};

struct Instruction {
  Op op = Op::kUnknown;
  std::uint8_t flags = 0;
  std::int32_t dst = -1, a = -1, b = -1;
  std::uint32_t sym = 0;
  std::int64_t imm = 0;
  Place place;
  std::vector<std::int32_t> args;
  std::vector<std::uint8_t> arg_flags;
};

/// The two symbols in `imm` of a kSink: the parameter's name and, for sinks
/// known by that alone, the function called.
inline std::int64_t SinkNames(std::uint32_t parameter, std::uint32_t function) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(function) << 32 | parameter);
}
inline std::uint32_t SinkParameter(const Instruction& i) { return static_cast<std::uint32_t>(i.imm); }
inline std::uint32_t SinkFunction(const Instruction& i) {
  return static_cast<std::uint32_t>(static_cast<std::uint64_t>(i.imm) >> 32);
}

struct Block {
  std::vector<Instruction> code;
  std::vector<std::uint32_t> next;
};

struct Function {
  std::uint32_t name = 0;       ///< Symbol that is equal in all units that mean it.
  std::uint32_t display = 0;    ///< Symbol of the name people read.
  std::uint32_t registers = 0;
  std::uint32_t record = 0;     ///< Symbol of the class of a method, or 0.
  Place place;                  ///< Of its name, to tell namesakes apart.
  std::vector<std::uint8_t> parameters;   ///< kByValue where it is an object.
  std::vector<std::uint32_t> local_types; ///< Symbol of each local's class, or 0.
  std::vector<Block> blocks;    ///< blocks[0] is the entry.
};

/// A constant as the program would see it, in UTF-8 whatever it was written in.
struct Text {
  std::string bytes;
  std::uint8_t width = 1;       ///< Bytes per character.
  bool binary = false;          ///< Byte array, not text.
  bool folded = false;          ///< Joined from parts at several places.
  bool holes = false;           ///< Some parts are not known (only the solver makes such).
  std::uint32_t room = 0;       ///< Bytes of the array it fills, zeros behind it; 0: no array.
  Place place;                  ///< What a person would edit.
};

struct Global {
  std::uint32_t name = 0;
  std::uint32_t type = 0;       ///< Symbol of its class, or 0.
  bool constant = false;        ///< Nothing can write it.
  Function initialiser;         ///< Stores its first value; may be empty.
};

/// A literal for the scanner's core.
struct LiteralRecord {
  std::string bytes;
  Place place;                  ///< Between the quotes, where a person would edit.
  Place use;                    ///< Where a macro that holds it is used, or nowhere.
  std::string name;             ///< Variable, member, parameter or macro.
  std::string callee;           ///< Function whose argument it is.
  std::string context;          ///< Enclosing function or class.
  std::string macro;            ///< Macro whose body holds it.
  bool binary = false;
  bool folded = false;
  bool compared = false;
};

/// One translation unit. Symbol 0 is the empty name.
struct Unit {
  std::vector<std::string> files = {""};
  std::vector<std::string> symbols = {""};
  std::vector<Text> texts;
  std::vector<Function> functions;
  std::vector<Global> globals;
  /// (overrider, overridden) methods and (class, base) classes, direct only.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> overrides, bases;
  /// Class of each method in `overrides` (both columns).
  std::vector<std::pair<std::uint32_t, std::uint32_t>> method_classes;
  std::vector<LiteralRecord> literals;
  /// What was not understood: one sentence each.
  std::vector<std::string> notices;
  std::uint64_t lines = 0;
};

/// Appends `unit` in a private binary form to `out`.
void Write(const Unit& unit, std::string& out);

/// Reads what Write wrote. False when `bytes` is torn or foreign.
bool Read(std::string_view bytes, Unit& unit);

}  // namespace keylint::flow
