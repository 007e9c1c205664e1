// A rounded box blurred by a Gaussian, as coverage: the shadow of a card.
#pragma once

#include <cairo.h>

#include <map>
#include <memory>
#include <tuple>

namespace pw {

// Lengths in device px.
struct ShadowMask {
    std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> coverage{nullptr,
                                                                                &cairo_surface_destroy};
    double reach = 0;  // how far it extends beyond the box on every side
    double pixel = 1;  // side of one of its pixels: wide blurs need no fine ones
};

ShadowMask blurred_box(double width, double height, double radius, double sigma);

// Kept by size, so that the frames of an animation pay once.
class Shadows {
  public:
    const ShadowMask& get(double width, double height, double radius, double sigma);

  private:
    std::map<std::tuple<double, double, double, double>, ShadowMask> masks_;
};

}  // namespace pw
