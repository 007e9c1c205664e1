// low_pixel > assets/samples/low-pixel.png
#include <cstdio>

#include "assets/samples/low_pixel.h"
#include "core/tensor/png.h"

int main() {
    const auto png = pw::write_png(pw::low_pixel_picture());
    if (!png) return 1;
    return std::fwrite(png->bytes.data(), 1, png->bytes.size(), stdout) == png->bytes.size() ? 0 : 1;
}
