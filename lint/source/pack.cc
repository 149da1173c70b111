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
  std::array<char, 12> head;
  if (!ReadIndex(0, head.data(), 8) || std::memcmp(head.data(), "\377tOc\0\0\0\2", 8) != 0) return false;
  if (!ReadIndex(kIdsAt - 4, head.data(), 4)) return false;
  count_ = BigEndian32(head.data());
  // Ids, checksums and offsets, then two checksums of the whole.
  if (index_bytes_ < kIdsAt + count_ * (id_bytes_ + 8) + 2 * id_bytes_) return false;
  if (Read(0, head.data(), 12) != 12 || std::memcmp(head.data(), "PACK\0\0\0\2", 8) != 0) return false;
  return BigEndian32(head.data() + 8) == count_;
}

bool Pack::ReadIndex(std::uint64_t at, char* to, std::size_t bytes) const {
  return at + bytes <= index_bytes_ && ReadAt(index_, at, to, bytes) == bytes;
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

std::optional<std::uint64_t> Pack::Find(std::string_view id) const {
  if (id.size() != id_bytes_) return std::nullopt;
  const std::size_t first_byte = static_cast<unsigned char>(id[0]);
  std::array<char, 8> fan{};
  const std::size_t from = first_byte == 0 ? 4 : 0;  // Nothing stands before the first number.
  if (!ReadIndex(kFanOutAt + first_byte * 4 - 4 + from, fan.data() + from, 8 - from)) return std::nullopt;
  std::size_t low = BigEndian32(fan.data());
  std::size_t high = std::min<std::size_t>(BigEndian32(fan.data() + 4), count_);
  std::array<char, kMaxIdBytes> found;
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (!ReadIndex(kIdsAt + middle * id_bytes_, found.data(), id_bytes_)) return std::nullopt;
    const int order = id.compare(std::string_view(found.data(), id_bytes_));
    if (order == 0) {
      std::array<char, 4> small;
      if (!ReadIndex(kIdsAt + count_ * (id_bytes_ + 4) + middle * 4, small.data(), 4)) return std::nullopt;
      return OffsetOf(middle, BigEndian32(small.data()));
    }
    (order < 0 ? high : low) = order < 0 ? middle : middle + 1;
  }
  return std::nullopt;
}

// Type and size in a number of seven bits a byte but for the first, which
// holds four; then, of a delta, where its base is.
std::optional<PackedObject> Pack::HeaderAt(std::uint64_t offset) const {
  std::array<char, 64> bytes;
  const std::size_t got = Read(offset, bytes.data(), bytes.size());
  std::size_t at = 0;
  const auto next = [&]() -> std::optional<unsigned> {
    if (at == got) return std::nullopt;
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
    if (got - at < id_bytes_) return std::nullopt;
    const auto base = Find({bytes.data() + at, id_bytes_});
    if (!base) return std::nullopt;  // In another pack: only thin packs do that.
    object.base_offset = *base;
    at += id_bytes_;
  }
  object.data_offset = offset + at;
  return object;
}

struct PackInflater::State {
  z_stream stream{};
  bool usable = false;
  std::array<char, 1 << 16> input;
};

PackInflater::PackInflater() : state_(std::make_unique<State>()) {
  state_->usable = inflateInit(&state_->stream) == Z_OK;
}

PackInflater::~PackInflater() {
  if (state_->usable) inflateEnd(&state_->stream);
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
      // Deflated bytes are seldom more than they become.
      const std::size_t wanted = std::min(state_->input.size(), std::size_t{stream.avail_out} + 64);
      const std::size_t got = pack.Read(at, state_->input.data(), wanted);
      if (got == 0) break;
      at += got;
      stream.next_in = reinterpret_cast<Bytef*>(state_->input.data());
      stream.avail_in = static_cast<uInt>(got);
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
