// Any text as a share line, and any bytes as what a line has packed: refused, or a document that can be
// shared again.
#include <cstdint>
#include <cstdlib>

#include "core/walk/share.h"

namespace {

using namespace pw;

std::string line_around(std::string_view bytes) {
    const char* digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string out = "poolwalk:1:";
    std::uint32_t bits = 0;
    int count = 0;
    for (const char byte : bytes) {
        bits = bits << 8 | static_cast<unsigned char>(byte);
        for (count += 8; count >= 6; count -= 6) out += digits[bits >> (count - 6) & 63];
    }
    if (count) out += digits[bits << (6 - count) & 63];
    return out;
}

void check(std::string_view line) {
    const auto document = read_share_line(line);
    if (!document) return;
    const auto shared = share_line(*document);
    if (!shared) return;
    const auto again = read_share_line(*shared);
    if (!again || write_document(*again) != write_document(*document)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    check(bytes);
    if (!is_share_line(bytes)) check(line_around(bytes));
    return 0;
}
