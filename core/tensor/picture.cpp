#include "core/tensor/picture.h"

#include <algorithm>
#include <string>

#include "core/tensor/jpeg.h"
#include "core/tensor/png.h"

namespace pw {

namespace {

std::int64_t divided_up(std::int64_t a, std::int64_t b) { return (a + b - 1) / b; }

int factor_that_fits(const Shape& shape) {
    int k = 2;
    while (!check_shape(reduced_shape(shape, k))) ++k;
    return k;
}

}  // namespace

bool is_picture(std::string_view bytes) { return is_png(bytes) || is_jpeg(bytes); }

Expected<Picture> read_picture(std::string_view name, std::string_view bytes, int reduce,
                               const ReadProgress& progress) {
    return is_jpeg(bytes) ? read_jpeg(name, bytes, reduce, progress)
                          : read_png(name, bytes, reduce, progress);
}

Expected<Shape> read_picture_size(std::string_view name, std::string_view bytes) {
    return is_jpeg(bytes) ? read_jpeg_size(name, bytes) : read_png_size(name, bytes);
}

Shape reduced_shape(Shape shape, int reduce) {
    shape.h = divided_up(shape.h, reduce);
    shape.w = divided_up(shape.w, reduce);
    return shape;
}

Expected<void> check_picture_shape(std::string_view name_, const Shape& shape, int reduce) {
    const std::string name(name_);
    const auto& [n, c, h, w] = shape;
    if (std::max(h, w) > limits::picture_side || h * w > limits::picture_pixels)
        return fail("problem.picture.huge",
                    {name, w, h, limits::picture_side, limits::picture_pixels / 1'000'000});
    if (check_shape(reduced_shape(shape, reduce))) return {};
    const bool long_side = std::max(h, w) > limits::side * reduce;
    Problem problem(long_side
                        ? Message("problem.picture.side", {name, w, h, limits::side})
                        : Message("problem.picture.numbers", {name, w, h, n * c * h * w, limits::elements}));
    const int k = factor_that_fits(shape);
    const Shape fits = reduced_shape(shape, k);
    problem.fixes.push_back({Message("fix.reduce", {k, fits.w, fits.h}), {{"reduce", {k}}}, fits.h, fits.w});
    return fail(std::move(problem));
}

}  // namespace pw
