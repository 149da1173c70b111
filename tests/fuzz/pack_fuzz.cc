// SPDX-License-Identifier: Apache-2.0
// Packs: any bytes as an index and a pack, and sound packs of any objects with
// deltas of any kind. Whatever is asked for is answered once, and what is
// taken is what following each delta down to its base gives.
#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/source/pack.h"
#include "lint/source/pack_forest.h"
#include "lint/source/process.h"

namespace {

using keylint::Buffer;
using keylint::Pack;
using Texts = std::vector<std::optional<std::string>>;

constexpr std::size_t kLargest = 1 << 12;

class Input {
 public:
  Input(const std::uint8_t* data, std::size_t size) : rest_(reinterpret_cast<const char*>(data), size) {}
  bool empty() const { return rest_.empty(); }
  unsigned Byte() { return rest_.empty() ? 0 : static_cast<unsigned char>(Bytes(1)[0]); }
  std::string_view Bytes(std::size_t size) {
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(taken.size());
    return taken;
  }

 private:
  std::string_view rest_;
};

std::string BigEndian(std::uint64_t value, int bytes) {
  std::string text;
  while (bytes-- > 0) text += static_cast<char>(value >> (8 * bytes));
  return text;
}

// Every object asked for by its number; `expected` says what must come back.
void Read(const Pack& pack, const Texts* expected) {
  std::vector<std::uint64_t> offsets;
  pack.ForEach([&](std::string_view id, std::uint64_t offset) {
    offsets.push_back(offset);
    pack.Find(id);
  });
  keylint::PackForest forest(pack);
  for (std::size_t i = 0; i < offsets.size(); ++i) forest.Want(offsets[i], static_cast<std::uint32_t>(i));
  forest.Grow();
  std::vector<int> answers(offsets.size());
  const auto refuse = [&](std::uint32_t number) {
    ++answers[number];
    if (expected != nullptr && (*expected)[number]) std::abort();
  };
  for (const std::uint32_t number : forest.others()) refuse(number);
  for (const std::uint32_t number : forest.broken()) refuse(number);
  keylint::PackTreeReader reader(forest, kLargest);
  const auto take = [&](std::uint32_t number, std::string_view bytes) {
    ++answers[number];
    if (expected != nullptr && (*expected)[number] != bytes) std::abort();
    return true;
  };
  for (const std::uint32_t root : forest.roots()) reader.Read(root, take, refuse);
  for (const int answered : answers) {
    if (answered != 1) std::abort();
  }
}

// Objects written as git writes them; the payload of a delta is any bytes.
class PackMaker {
 public:
  // Objects may name one that comes later as their base, or themselves.
  void Add(Input& input) {
    static constexpr unsigned kKinds[] = {3, 3, 6, 6, 6, 7, 7, 1};
    const unsigned kind = kKinds[input.Byte() % 8];
    const unsigned base = input.Byte();
    const std::string_view body = input.Bytes(input.Byte());
    const std::size_t number = offsets_.size();
    offsets_.push_back(pack_.size());
    pack_ += static_cast<char>(kind << 4 | (body.size() & 15) | 0x80);
    pack_ += static_cast<char>(body.size() >> 4);
    std::optional<std::size_t> below;
    if (kind == 6 && number != 0) {
      below = number - 1 - base % number;
      AddDistance(offsets_[number] - offsets_[*below]);
    } else if (kind == 6) {
      pack_ += '\1';
    } else if (kind == 7) {
      below = base;
      pack_ += Id(base);
    }
    char deflated[512];
    uLongf size = sizeof deflated;
    if (compress2(reinterpret_cast<Bytef*>(deflated), &size, reinterpret_cast<const Bytef*>(body.data()), body.size(),
                  1) != Z_OK) {
      std::abort();
    }
    pack_.append(deflated, size);
    objects_.push_back({kind, below, std::string(body)});
  }

  std::optional<Pack> Open() {
    const std::size_t count = objects_.size();
    pack_.replace(8, 4, BigEndian(count, 4));
    std::string index("\377tOc\0\0\0\2", 8);
    // The numbers are the first bytes of the ids.
    for (std::size_t i = 0; i < 256; ++i) index += BigEndian(std::min(i + 1, count), 4);
    for (std::size_t i = 0; i < count; ++i) index += Id(i);
    index.append(count * 4, '\0');
    for (const std::size_t offset : offsets_) index += BigEndian(offset, 4);
    index.append(40, '\0');
    return Pack::FromFiles(keylint::MemoryFile(index), keylint::MemoryFile(pack_), 20);
  }

  Texts Expected() const {
    Texts texts;
    for (std::size_t i = 0; i < objects_.size(); ++i) texts.push_back(Resolve(i, objects_.size()));
    return texts;
  }
  std::size_t size() const { return objects_.size(); }

 private:
  struct Object {
    unsigned kind;
    std::optional<std::size_t> base;
    std::string body;
  };
  static std::string Id(std::size_t number) { return std::string(1, static_cast<char>(number)) + std::string(19, 'i'); }

  void AddDistance(std::uint64_t distance) {
    std::string bytes(1, static_cast<char>(distance & 0x7F));
    while ((distance >>= 7) != 0) bytes.insert(bytes.begin(), static_cast<char>(0x80 | (--distance & 0x7F)));
    pack_ += bytes;
  }

  // A blob's text, if it is one and no longer than may be read.
  std::optional<std::string> Resolve(std::size_t number, std::size_t steps) const {
    if (number >= objects_.size() || steps == 0) return std::nullopt;
    const Object& object = objects_[number];
    if (object.kind == 3) return object.body;
    if (!object.base) return std::nullopt;
    const auto base = Resolve(*object.base, steps - 1);
    Buffer made;
    if (!base || !keylint::ApplyDelta(*base, object.body, kLargest, made)) return std::nullopt;
    return std::string(made.view());
  }

  std::string pack_ = std::string("PACK\0\0\0\2\0\0\0\0", 12);
  std::vector<std::size_t> offsets_;
  std::vector<Object> objects_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input input(data, size);
  if (input.Byte() % 2 == 0) {
    const std::size_t high = input.Byte();
    keylint::Fd index = keylint::MemoryFile(input.Bytes(high << 8 | input.Byte()));
    keylint::Fd file = keylint::MemoryFile(input.Bytes(size));
    if (auto pack = Pack::FromFiles(std::move(index), std::move(file), 20)) Read(*pack, nullptr);
    return 0;
  }
  PackMaker maker;
  while (!input.empty() && maker.size() < 64) maker.Add(input);
  auto pack = maker.Open();
  if (!pack) std::abort();
  const Texts expected = maker.Expected();
  Read(*pack, &expected);
  return 0;
}
