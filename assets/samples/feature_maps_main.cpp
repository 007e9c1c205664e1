// feature_maps edges|texture > assets/samples/NAME.png
#include <cstdio>
#include <string_view>

#include "assets/samples/feature_maps.h"
#include "core/tensor/png.h"

int main(int count, char** arguments) {
    if (count != 2) return 2;
    const bool edges = std::string_view(arguments[1]) == "edges";
    const auto png = pw::write_png(edges ? pw::edge_map() : pw::texture_map());
    if (!png) return 1;
    return std::fwrite(png->bytes.data(), 1, png->bytes.size(), stdout) == png->bytes.size() ? 0 : 1;
}
