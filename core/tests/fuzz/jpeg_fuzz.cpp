// Any bytes as a JPEG: refused, or a picture of 0-255 that reads reduced as well.
#include "core/tensor/jpeg.h"
#include "core/tests/fuzz/picture.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    pw::fuzz::check_picture(pw::read_jpeg, bytes);
    if (const auto shape = pw::read_jpeg_size("fuzz", bytes)) pw::fuzz::expect(shape->count() > 0);
    return 0;
}
