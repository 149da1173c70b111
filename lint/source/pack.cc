// SPDX-License-Identifier: Apache-2.0
#include "lint/source/pack.h"

#include <sys/stat.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace keylint {
namespace {

constexpr std::size_t kFanOutAt = 8;
constexpr std::size_t kIdsAt = kFanOutAt + 256 * 4;
constexpr std::size_t kMaxIdBytes = 32;
// An index of a million objects has 28 MB.
constexpr std::size_t kLoadedIndex = std::size_t{32} << 20;

std::uint32_t BigEndian32(const char* bytes) {
  std::uint32_t value = 0;
  for (int i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

std::uint64_t SizeOf(const Fd& fd) {
  struct stat status {};
  return ::fstat(fd.get(), &status) == 0 && S_ISREG(status.st_mode) ? static_cast<std::uint64_t>(status.st_size) : 0;
}

std::size_t ReadAt(const Fd& fd, std::uint64_t offset, char* to, std::size_t capacity) {
  std::size_t done = 0;
  while (done < capacity) {
    const ssize_t got = ::pread(fd.get(), to + done, capacity - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

// Seven bits a byte, the lowest first, as delta sizes are written.
bool TakeSize(std::string_view& bytes, std::uint64_t& size) {
  size = 0;
  for (unsigned shift = 0; shift < 63 && !bytes.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    size |= std::uint64_t{byte & 0x7FU} << shift;
    if ((byte & 0x80) == 0) return true;
  }
  return false;
}

// The bytes of a number that `present` marks, the lowest first.
bool TakeSparse(std::string_view& bytes, unsigned present, int count, std::uint32_t& value) {
  value = 0;
  for (int i = 0; i < count; ++i) {
    if ((present >> i & 1) == 0) continue;
    if (bytes.empty()) return false;
    value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes.front())) << (8 * i);
    bytes.remove_prefix(1);
  }
  return true;
}

// One column of the index, read forward in blocks.
class Column {
 public:
  Column(const Fd& fd, std::uint64_t at, std::size_t stride, std::size_t count)
      : fd_(fd), at_(at), stride_(stride), left_(count) {}

  const char* Next() {
    if (begin_ == end_) {
      const std::size_t wanted = std::min(left_, kBlock / stride_) * stride_;
      if (wanted == 0 || ReadAt(fd_, at_, block_.data(), wanted) != wanted) return nullptr;
      at_ += wanted;
      left_ -= wanted / stride_;
      begin_ = 0;
      end_ = wanted;
    }
    const char* const next = block_.data() + begin_;
    begin_ += stride_;
    return next;
  }

 private:
  static constexpr std::size_t kBlock = 1 << 16;
  const Fd& fd_;
  std::uint64_t at_;
  std::size_t stride_;
  std::size_t left_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::array<char, kBlock> block_;
};

}  // namespace

std::optional<Pack> Pack::Open(const std::string& index_path, const std::string& pack_path, std::size_t id_bytes) {
  return FromFiles(Fd(::open(index_path.c_str(), kOpenFile)), Fd(::open(pack_path.c_str(), kOpenFile)), id_bytes);
}

std::optional<Pack> Pack::FromFiles(Fd index, Fd pack, std::size_t id_bytes) {
  if (!index || !pack || id_bytes > kMaxIdBytes) return std::nullopt;
  Pack opened;
  opened.index_ = std::move(index);
  opened.pack_ = std::move(pack);
  opened.id_bytes_ = id_bytes;
  if (!opened.Begin()) return std::nullopt;
  return opened;
}

bool Pack::Begin() {
  index_bytes_ = SizeOf(index_);
  pack_bytes_ = SizeOf(pack_);
  if (index_bytes_ <= kLoadedIndex) {
    loaded_index_.Reserve(index_bytes_);
    loaded_index_.SetSize(ReadAt(index_, 0, loaded_index_.data(), index_bytes_));
    index_bytes_ = loaded_index_.size();
  }
  std::array<char, 12> head;
  if (!ReadIndex(0, head.data(), 8) || std::memcmp(head.data(), "\377tOc\0\0\0\2", 8) != 0) return false;
  std::array<char, 256 * 4> fan;
  if (!ReadIndex(kFanOutAt, fan.data(), fan.size())) return false;
  for (std::size_t i = 0; i < fan.size(); i += 4) fan_out_.push_back(BigEndian32(fan.data() + i));
  if (!std::is_sorted(fan_out_.begin(), fan_out_.end())) return false;
  count_ = fan_out_.back();
  // Ids, checksums and offsets, then two checksums of the whole.
  if (index_bytes_ < kIdsAt + count_ * (id_bytes_ + 8) + 2 * id_bytes_) return false;
  if (Read(0, head.data(), 12) != 12 || std::memcmp(head.data(), "PACK\0\0\0\2", 8) != 0) return false;
  return BigEndian32(head.data() + 8) == count_;
}

bool Pack::ReadIndex(std::uint64_t at, char* to, std::size_t bytes) const {
  if (at + bytes > index_bytes_) return false;
  if (loaded_index_.size() == 0) return ReadAt(index_, at, to, bytes) == bytes;
  std::memcpy(to, loaded_index_.view().data() + at, bytes);
  return true;
}

std::size_t Pack::Read(std::uint64_t offset, char* to, std::size_t capacity) const {
  if (offset >= pack_bytes_) return 0;
  return ReadAt(pack_, offset, to, static_cast<std::size_t>(std::min<std::uint64_t>(capacity, pack_bytes_ - offset)));
}

// Offsets over 2 GiB stand in a table behind the others.
std::optional<std::uint64_t> Pack::OffsetOf(std::size_t number, std::uint32_t small) const {
  if ((small & 0x80000000U) == 0) return small;
  const std::uint64_t table = kIdsAt + count_ * (id_bytes_ + 8);
  const std::uint64_t at = table + std::uint64_t{small & 0x7FFFFFFFU} * 8;
  std::array<char, 8> bytes;
  if (number >= count_ || !ReadIndex(at, bytes.data(), 8)) return std::nullopt;
  return std::uint64_t{BigEndian32(bytes.data())} << 32 | BigEndian32(bytes.data() + 4);
}

bool Pack::ForEach(const std::function<void(std::string_view id, std::uint64_t offset)>& take) const {
  Column ids(index_, kIdsAt, id_bytes_, count_);
  Column offsets(index_, kIdsAt + count_ * (id_bytes_ + 4), 4, count_);
  for (std::size_t i = 0; i < count_; ++i) {
    const char* const id = ids.Next();
    const char* const small = offsets.Next();
    if (id == nullptr || small == nullptr) return false;
    if (const auto offset = OffsetOf(i, BigEndian32(small))) take({id, id_bytes_}, *offset);
  }
  return true;
}

// Ids are digests, so a guess in proportion is off by a few dozen of them at
// most; from the third on guesses only halve, whatever the ids are.
std::optional<std::uint64_t> Pack::Find(std::string_view id) const {
  if (id.size() != id_bytes_) return std::nullopt;
  constexpr std::size_t kWindow = 64;
  std::array<char, kWindow * kMaxIdBytes> window;
  const auto first_byte = static_cast<unsigned char>(id[0]);
  std::size_t low = first_byte == 0 ? 0 : fan_out_[first_byte - 1];
  std::size_t high = fan_out_[first_byte];
  const double share = BigEndian32(id.data() + 1) * 0x1p-32;
  double low_share = 0, high_share = 1;
  for (int round = 0; low < high; ++round) {
    const bool in_proportion = round < 2 && low_share < high_share;
    const double part = in_proportion ? (share - low_share) / (high_share - low_share) : 0.5;
    const auto guess = low + static_cast<std::size_t>(std::clamp(part, 0.0, 1.0) * static_cast<double>(high - low));
    const std::size_t begin = std::max(low, guess - std::min(guess, kWindow / 2));
    const std::size_t count = std::min(high - begin, kWindow);
    if (count == 0 || !ReadIndex(kIdsAt + begin * id_bytes_, window.data(), count * id_bytes_)) return std::nullopt;
    const auto at = [&](std::size_t i) { return std::string_view(window.data() + i * id_bytes_, id_bytes_); };
    std::size_t first = 0, last = count;  // Of those that are not less.
    while (first < last) {
      const std::size_t middle = (first + last) / 2;
      if (at(middle) < id) first = middle + 1; else last = middle;
    }
    if (first < count && at(first) == id) return OffsetOf(begin + first);
    if (first > 0 && first < count) return std::nullopt;
    if (first == 0) {
      high = begin;
      high_share = BigEndian32(at(0).data() + 1) * 0x1p-32;
    } else {
      low = begin + count;
      low_share = BigEndian32(at(count - 1).data() + 1) * 0x1p-32;
    }
  }
  return std::nullopt;
}

std::optional<std::uint64_t> Pack::OffsetOf(std::size_t number) const {
  std::array<char, 4> small;
  if (!ReadIndex(kIdsAt + count_ * (id_bytes_ + 4) + number * 4, small.data(), 4)) return std::nullopt;
  return OffsetOf(number, BigEndian32(small.data()));
}

// Type and size in a number of seven bits a byte but for the first, which
// holds four; then, of a delta, where its base is.
std::optional<PackedObject> Pack::ParseHeader(std::uint64_t offset, std::string_view bytes) const {
  std::size_t at = 0;
  const auto next = [&]() -> std::optional<unsigned> {
    if (at == bytes.size()) return std::nullopt;
    return static_cast<unsigned char>(bytes[at++]);
  };
  auto byte = next();
  if (!byte) return std::nullopt;
  PackedObject object;
  const unsigned kind = *byte >> 4 & 7;
  object.size = *byte & 15;
  for (unsigned shift = 4; (*byte & 0x80) != 0; shift += 7) {
    if (shift > 57 || !(byte = next())) return std::nullopt;
    object.size |= std::uint64_t{*byte & 0x7FU} << shift;
  }
  if (kind == 0 || kind == 5) return std::nullopt;
  object.kind = static_cast<PackedObject::Kind>(std::min(kind, 6U));
  if (kind == 6) {
    if (!(byte = next())) return std::nullopt;
    std::uint64_t back = *byte & 0x7F;
    while ((*byte & 0x80) != 0) {
      if (back >> 56 != 0 || !(byte = next())) return std::nullopt;
      back = (back + 1) << 7 | (*byte & 0x7F);
    }
    if (back == 0 || back > offset) return std::nullopt;
    object.base_offset = offset - back;
  } else if (kind == 7) {
    if (bytes.size() - at < id_bytes_) return std::nullopt;
    const auto base = Find(bytes.substr(at, id_bytes_));
    if (!base) return std::nullopt;  // In another pack: only thin packs do that.
    object.base_offset = *base;
    at += id_bytes_;
  }
  object.data_offset = offset + at;
  return object;
}

std::optional<PackedObject> Pack::HeaderAt(std::uint64_t offset) const {
  std::array<char, kHeaderBytes> bytes;
  return ParseHeader(offset, {bytes.data(), Read(offset, bytes.data(), bytes.size())});
}

// Objects are small and their neighbours are read soon, so a pack is read in
// blocks, of which some are kept.
struct PackInflater::State {
  static constexpr std::size_t kBlock = std::size_t{16} << 10;
  static constexpr std::size_t kBlocks = 512;
  struct Block {
    const Pack* pack = nullptr;
    std::uint64_t begin = 0;
    std::size_t size = 0;
    std::array<char, kBlock> bytes;
  };

  z_stream stream{};
  bool usable = false;
  std::array<Block, kBlocks> blocks;

  // The bytes from `at` on up to the end of their block; none at the pack's end.
  std::string_view From(const Pack& pack, std::uint64_t at) {
    Block& block = blocks[at / kBlock % kBlocks];
    const std::uint64_t begin = at - at % kBlock;
    if (block.pack != &pack || block.begin != begin) {
      block.pack = &pack;
      block.begin = begin;
      block.size = pack.Read(begin, block.bytes.data(), kBlock);
    }
    const auto skipped = static_cast<std::size_t>(at - begin);
    return skipped < block.size ? std::string_view(block.bytes.data(), block.size).substr(skipped) : std::string_view();
  }
};

// Blocks are not zeroed.
PackInflater::PackInflater() : state_(new State) {
  state_->usable = inflateInit(&state_->stream) == Z_OK;
}

PackInflater::~PackInflater() {
  if (state_->usable) inflateEnd(&state_->stream);
}

std::optional<PackedObject> PackInflater::Header(const Pack& pack, std::uint64_t offset) {
  const std::string_view bytes = state_->From(pack, offset);
  if (bytes.size() < Pack::kHeaderBytes) return pack.HeaderAt(offset);  // It may go on in the next block.
  return pack.ParseHeader(offset, bytes.substr(0, Pack::kHeaderBytes));
}

bool PackInflater::Inflate(const Pack& pack, const PackedObject& object, Buffer& bytes) {
  z_stream& stream = state_->stream;
  if (!state_->usable || inflateReset(&stream) != Z_OK || object.size > UINT32_MAX) return false;
  const auto size = static_cast<std::size_t>(object.size);
  bytes.Reserve(size);
  // One byte of the slack: an object larger than it says must show.
  stream.next_out = reinterpret_cast<Bytef*>(bytes.data());
  stream.avail_out = static_cast<uInt>(size + 1);
  stream.avail_in = 0;
  std::uint64_t at = object.data_offset;
  int status = Z_OK;
  while (status == Z_OK) {
    if (stream.avail_in == 0) {
      const std::string_view input = state_->From(pack, at);
      if (input.empty()) break;
      at += input.size();
      stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input.data()));
      stream.avail_in = static_cast<uInt>(input.size());
    }
    status = inflate(&stream, Z_NO_FLUSH);
    if (status == Z_BUF_ERROR && stream.avail_in == 0) status = Z_OK;
  }
  if (status != Z_STREAM_END || stream.avail_out != 1) return false;
  bytes.SetSize(size);
  return true;
}

std::optional<std::uint64_t> DeltaResultSize(std::string_view delta) {
  std::uint64_t size = 0;
  if (!TakeSize(delta, size) || !TakeSize(delta, size)) return std::nullopt;
  return size;
}

// A command with its high bit set copies a part of the base, all others say
// how many of the next bytes are new.
bool ApplyDelta(std::string_view base, std::string_view delta, std::size_t limit, Buffer& result) {
  std::uint64_t base_size = 0;
  std::uint64_t size = 0;
  if (!TakeSize(delta, base_size) || !TakeSize(delta, size)) return false;
  if (base_size != base.size() || size > limit) return false;
  result.SetSize(0);
  result.Reserve(static_cast<std::size_t>(size));
  std::size_t at = 0;
  while (!delta.empty()) {
    const auto command = static_cast<unsigned char>(delta.front());
    delta.remove_prefix(1);
    std::string_view from;
    if ((command & 0x80) != 0) {
      std::uint32_t begin = 0;
      std::uint32_t length = 0;
      if (!TakeSparse(delta, command, 4, begin) || !TakeSparse(delta, command >> 4 & 7U, 3, length)) return false;
      if (length == 0) length = 0x10000;
      if (begin > base.size() || length > base.size() - begin) return false;
      from = base.substr(begin, length);
    } else {
      if (command == 0 || command > delta.size()) return false;
      from = delta.substr(0, command);
      delta.remove_prefix(command);
    }
    if (from.size() > size - at) return false;
    std::memcpy(result.data() + at, from.data(), from.size());
    at += from.size();
  }
  if (at != size) return false;
  result.SetSize(at);
  return true;
}

}  // namespace keylint
