#include "core/tensor/npy.h"

#include <fmt/format.h>

#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <optional>

#include "core/tensor/file_shape.h"

namespace pw {

namespace {

constexpr std::string_view magic = "\x93NUMPY";
constexpr std::size_t longest_header = 64 << 10;

struct Header {
    std::string descr;
    bool fortran = false;
    std::vector<std::int64_t> dims;
};

// The header is a Python dictionary: {'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }
class HeaderReader {
  public:
    explicit HeaderReader(std::string_view text) : text_(text) {}

    // `place()` tells where reading stopped when there is none.
    std::optional<Header> read() {
        Header header;
        bool descr = false, order = false, shape = false;
        if (!take('{')) return std::nullopt;
        while (!take('}')) {
            std::string key;
            if (!string(key) || !take(':')) return std::nullopt;
            bool& seen = key == "descr" ? descr : key == "fortran_order" ? order : shape;
            if (seen) return std::nullopt;
            seen = true;
            const bool fine = key == "descr"           ? string(header.descr)
                              : key == "fortran_order" ? boolean(header.fortran)
                              : key == "shape"         ? tuple(header.dims)
                                                       : false;
            if (!fine) return std::nullopt;
            if (!take(',') && !peek('}')) return std::nullopt;
        }
        skip_space();
        if (at_ != text_.size() || !descr || !order || !shape) return std::nullopt;
        return header;
    }
    std::size_t place() const { return at_; }

  private:
    void skip_space() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t')) ++at_;
    }
    bool peek(char c) {
        skip_space();
        return at_ < text_.size() && text_[at_] == c;
    }
    bool take(char c) {
        if (!peek(c)) return false;
        ++at_;
        return true;
    }
    bool take(std::string_view word) {
        skip_space();
        if (!text_.substr(at_).starts_with(word)) return false;
        at_ += word.size();
        return true;
    }
    bool string(std::string& out) {
        const char quote = peek('"') ? '"' : '\'';
        if (!take(quote)) return false;
        const std::size_t end = text_.find(quote, at_);
        if (end == std::string_view::npos) return false;
        out = text_.substr(at_, end - at_);
        at_ = end + 1;
        return true;
    }
    bool boolean(bool& out) {
        out = take("True");
        return out || take("False");
    }
    bool tuple(std::vector<std::int64_t>& out) {
        if (!take('(')) return false;
        while (!take(')')) {
            skip_space();
            std::int64_t size = 0;
            const auto [end, error] = std::from_chars(text_.data() + at_, text_.data() + text_.size(), size);
            if (error != std::errc() || size < 0 || out.size() == 32) return false;
            at_ = static_cast<std::size_t>(end - text_.data());
            take('L');  // as Python 2 wrote it
            out.push_back(size);
            if (!take(',') && !peek(')')) return false;
        }
        return true;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

template <class T>
double value_at(const char* at, bool swap) {
    char raw[sizeof(T)];
    for (std::size_t i = 0; i < sizeof(T); ++i) raw[i] = at[swap ? sizeof(T) - 1 - i : i];
    T value;
    std::memcpy(&value, raw, sizeof value);
    return static_cast<double>(value);
}

// One rounding only: 64-bit integers don't pass through double.
template <class T>
float float_at(const char* at, bool swap) {
    if constexpr (sizeof(T) < 8) {
        return static_cast<float>(value_at<T>(at, swap));
    } else {
        char raw[sizeof(T)];
        for (std::size_t i = 0; i < sizeof(T); ++i) raw[i] = at[swap ? sizeof(T) - 1 - i : i];
        T value;
        std::memcpy(&value, raw, sizeof value);
        return static_cast<float>(value);
    }
}

template <class T>
std::int64_t whole_at(const char* at, bool swap) {
    char raw[sizeof(T)];
    for (std::size_t i = 0; i < sizeof(T); ++i) raw[i] = at[swap ? sizeof(T) - 1 - i : i];
    T value;
    std::memcpy(&value, raw, sizeof value);
    return static_cast<std::int64_t>(value);
}

float bool_at(const char* at, bool) { return *at != 0; }

// All of a file in C order: a loop that knows its type.
template <class T, float (*one)(const char*, bool)>
void floats_at(const char* from, bool swap, std::span<float> to) {
    if (swap)
        for (float& value : to) value = one(from, true), from += sizeof(T);
    else
        for (float& value : to) value = one(from, false), from += sizeof(T);
}

struct Type {
    std::string_view name;
    std::size_t size;
    float (*read)(const char*, bool swap);
    void (*read_all)(const char*, bool swap, std::span<float> to);
    std::int64_t (*whole)(const char*, bool swap) = nullptr;  // of whole numbers
};

template <class T>
constexpr Type real(std::string_view name) {
    return {name, sizeof(T), float_at<T>, floats_at<T, float_at<T>>};
}
template <class T>
constexpr Type whole(std::string_view name) {
    return {name, sizeof(T), float_at<T>, floats_at<T, float_at<T>>, whole_at<T>};
}
constexpr Type types[] = {
    real<float>("f4"),          real<double>("f8"),         {"b1", 1, bool_at, floats_at<char, bool_at>},
    whole<std::int8_t>("i1"),   whole<std::uint8_t>("u1"),  whole<std::int16_t>("i2"),
    whole<std::uint16_t>("u2"), whole<std::int32_t>("i4"),  whole<std::uint32_t>("u4"),
    whole<std::int64_t>("i8"),  whole<std::uint64_t>("u8"),
};

const Type* find_type(std::string_view descr) {
    if (descr.size() != 3 || std::string_view("<>|=").find(descr[0]) == std::string_view::npos)
        return nullptr;
    for (const Type& type : types)
        if (type.name == descr.substr(1) && (descr[0] != '|' || type.size == 1)) return &type;
    return nullptr;
}

Shape shape_of(const std::vector<std::int64_t>& dims) {
    const std::size_t d = dims.size();
    return {d > 3 ? dims[d - 4] : 1, d > 2 ? dims[d - 3] : 1, d > 1 ? dims[d - 2] : 1, dims[d - 1]};
}

// Where value number i of the C order lies in a file in Fortran order.
std::int64_t fortran_place(const Shape& s, std::int64_t i) {
    const std::int64_t x = i % s.w, y = i / s.w % s.h, c = i / s.plane() % s.c, n = i / s.plane() / s.c;
    return ((x * s.h + y) * s.c + c) * s.n + n;
}

struct Start {
    Header header;
    std::size_t data = 0;  // byte where the values begin
};

Expected<Start> read_start(const std::string& name, std::string_view bytes) {
    if (!is_npy(bytes)) return fail("problem.npy.magic", {name});
    const int version = bytes.size() > 7 ? static_cast<unsigned char>(bytes[6]) : 0;
    const std::size_t length_size = version == 1 ? 2 : 4, begin = 8 + length_size;
    if (bytes.size() < begin) return fail("problem.npy.truncated_header", {name, std::int64_t(bytes.size())});
    if (version < 1 || version > 3) return fail("problem.npy.version", {name, std::int64_t(version)});
    std::size_t length = 0;
    for (std::size_t i = length_size; i-- > 0;)
        length = length << 8 | static_cast<unsigned char>(bytes[8 + i]);
    if (length > longest_header)
        return fail("problem.npy.long_header", {name, std::int64_t(length), std::int64_t(longest_header)});
    if (bytes.size() < begin + length)
        return fail("problem.npy.truncated_header", {name, std::int64_t(bytes.size())});
    HeaderReader reader(bytes.substr(begin, length));
    auto header = reader.read();
    if (!header) return fail("problem.npy.header", {name, std::int64_t(begin + reader.place())});
    return Start{std::move(*header), begin + length};
}

// '<f4' -> "float32"
std::string type_name(std::string_view descr) {
    if (!descr.empty() && std::string_view("<>|=").find(descr.front()) != descr.npos) descr.remove_prefix(1);
    if (descr.size() != 2 || descr[1] < '1' || descr[1] > '8') return excerpt(descr);
    const std::string bits = std::to_string(8 * (descr[1] - '0'));
    switch (descr[0]) {
        case 'f':
            return "float" + bits;
        case 'i':
            return "int" + bits;
        case 'u':
            return "uint" + bits;
        case 'b':
            return "bool";
        default:
            return excerpt(descr);
    }
}

// The values of a file, found and counted, not yet read.
struct Body {
    const Type* type = nullptr;
    Shape shape;
    bool fortran = false, swap = false;
    std::string_view bytes;

    // Value number i of the C order.
    const char* at(std::size_t i) const {
        const auto place = fortran ? fortran_place(shape, static_cast<std::int64_t>(i)) : std::int64_t(i);
        return bytes.data() + static_cast<std::size_t>(place) * type->size;
    }
    std::size_t count() const { return static_cast<std::size_t>(shape.count()); }
};

Expected<Body> read_body(const std::string& name, std::string_view bytes, int fewest_dimensions) {
    auto start = read_start(name, bytes);
    if (!start) return tl::unexpected(start.error());
    const auto& [header, data] = *start;
    Body body;
    body.type = find_type(header.descr);
    if (!body.type) return fail("problem.npy.type", {name, excerpt(header.descr)});
    const auto dimensions = static_cast<std::int64_t>(header.dims.size());
    if (dimensions < fewest_dimensions || dimensions > 4)
        return fail("problem.npy.dimensions", {name, dimensions, std::int64_t(fewest_dimensions)});
    body.shape = shape_of(header.dims);
    if (auto checked = check_file_shape(name, body.shape); !checked) return tl::unexpected(checked.error());
    body.bytes = bytes.substr(data);
    const std::size_t needed = body.count() * body.type->size;
    if (body.bytes.size() != needed)
        return fail(body.bytes.size() < needed ? "problem.npy.truncated" : "problem.npy.trailing",
                    {name, std::int64_t(data + needed), std::int64_t(bytes.size())});
    const bool little = std::endian::native == std::endian::little;
    body.swap = header.descr[0] == '>' ? little : header.descr[0] == '<' && !little;
    body.fortran = header.fortran;
    return body;
}

}  // namespace

Expected<NpyHead> read_npy_head(std::string_view name, std::string_view bytes) {
    return read_start(std::string(name), bytes).map([](const Start& start) {
        return NpyHead{start.header.dims, type_name(start.header.descr)};
    });
}

bool is_npy(std::string_view bytes) { return bytes.starts_with(magic); }

Expected<Tensor> read_npy(std::string_view name_, std::string_view bytes, int fewest_dimensions) {
    const std::string name(name_);
    const auto body = read_body(name, bytes, fewest_dimensions);
    if (!body) return tl::unexpected(body.error());
    Buffer<float> values(body->count());
    if (body->fortran)
        for (std::size_t i = 0; i < values.size(); ++i)
            values.data()[i] = body->type->read(body->at(i), body->swap);
    else
        body->type->read_all(body->bytes.data(), body->swap, values.values());
    for (std::size_t i = 0; body->type->name == "f8" && i < values.size(); ++i)
        if (std::isinf(values.data()[i]) && std::isfinite(value_at<double>(body->at(i), body->swap)))
            return fail("problem.npy.too_large", {name, std::int64_t(body->at(i) - bytes.data())});
    return Tensor(body->shape, std::move(values));
}

Expected<Indices> read_npy_indices(std::string_view name_, std::string_view bytes) {
    const std::string name(name_);
    const auto body = read_body(name, bytes, 2);
    if (!body) return tl::unexpected(body.error());
    if (!body->type->whole) return fail("problem.npy.not_whole", {name, std::string(body->type->name)});
    std::vector<std::int64_t> values(body->count());
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = body->type->whole(body->at(i), body->swap);
    return Indices(body->shape, std::move(values));
}

namespace {

template <class T>
std::string write(const Array<T>& array, std::string_view descr) {
    const Shape& s = array.shape();
    std::string header = fmt::format("{{'descr': '{}', 'fortran_order': False, 'shape': ({}, {}, {}, {}), }}",
                                     descr, s.n, s.c, s.h, s.w);
    // The values begin at a multiple of 64 bytes.
    const std::size_t prefix = magic.size() + 4;
    header.append(63 - (prefix + header.size()) % 64, ' ');
    header += '\n';
    std::string out(magic);
    out += {'\1', '\0', static_cast<char>(header.size() & 255), static_cast<char>(header.size() >> 8)};
    out += header;
    const std::size_t begin = out.size();
    out.resize(begin + array.data().size_bytes());
    char* to = out.data() + begin;
    for (const T& value : array.data()) {
        char raw[sizeof(T)];
        std::memcpy(raw, &value, sizeof raw);
        for (std::size_t i = 0; i < sizeof raw; ++i)
            *to++ = raw[std::endian::native == std::endian::little ? i : sizeof raw - 1 - i];
    }
    return out;
}

}  // namespace

std::string write_npy(const Tensor& tensor) { return write(tensor, "<f4"); }
std::string write_npy(const Indices& indices) { return write(indices, "<i8"); }

}  // namespace pw
