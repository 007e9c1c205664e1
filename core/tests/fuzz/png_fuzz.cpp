// Any bytes as a PNG, as they are and with their check sums set right: refused, or a picture of 0-255 that
// reads the same in parts and reduced as it does whole.
#include <zlib.h>

#include <algorithm>

#include "core/tensor/png.h"
#include "core/tests/fuzz/picture.h"

namespace {

using namespace pw;

std::uint32_t number_at(const std::string& bytes, std::size_t at) {
    std::uint32_t n = 0;
    for (std::size_t i = 0; i < 4; ++i) n = n << 8 | static_cast<unsigned char>(bytes[at + i]);
    return n;
}

// Otherwise hardly any change would be looked at.
std::string with_right_sums(std::string bytes) {
    for (std::size_t at = 8; at + 12 <= bytes.size();) {
        const std::size_t size = std::min<std::size_t>(number_at(bytes, at), bytes.size() - at - 12);
        const auto* data = reinterpret_cast<const Bytef*>(bytes.data() + at + 4);
        const auto sum = crc32(0, data, static_cast<uInt>(size + 4));
        for (std::size_t i = 0; i < 4; ++i)
            bytes[at + 8 + size + i] = static_cast<char>(sum >> (24 - 8 * i) & 255);
        at += 12 + size;
    }
    return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    fuzz::check_picture(read_png, bytes);
    fuzz::check_picture(read_png, with_right_sums(bytes));
    return 0;
}
