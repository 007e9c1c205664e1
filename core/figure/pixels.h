// How the cells of a large input or of an image become pixels.
#pragma once

#include <array>

#include "core/figure/facts.h"
#include "core/figure/scene.h"

namespace pw {

// Three channels of an image shown as one colour.
bool in_colour(const Facts& f, const Tensor& t);
// A value's colour, by value or as grey; NaN is the well's.
Colour value_colour(const Facts& f, double v);
// A cell's, as the picture shows it.
Colour pixel(const Facts& f, const Tensor& t, std::int64_t y, std::int64_t x, std::int64_t channel);
void put(Image& image, std::size_t at, Colour c);

// The same for very many values: looked up.
class PixelColours {
  public:
    explicit PixelColours(const Facts& f);
    Colour of(double v) const;

  private:
    static constexpr int steps = 1024;
    Domain domain_;
    Colour well_;
    std::array<Colour, steps> table_;
};

// Pictures are kept while what they show stays: a frame costs nothing but the comparison.
struct KeptImage {
    Tensor of;
    std::int64_t channel = -1, batch = -1;
    bool by_value = false, picture = false;
    Map map = Map::viridis;
    Domain domain;
    Colour well;
    std::shared_ptr<const Image> image;
    Tensor clean = {};  // it shows how far the output differs from that; empty: the values
    double most_changed = 0;
};
// The pane's own image of it, else the kept one, made anew when it shows something else.
std::shared_ptr<const Image> kept_image(KeptImage& k, const Facts& f, const Tensor& t, std::int64_t channel);

// What a pane shows as pictures, on any thread. Those that the pane has already are taken over.
struct PreparedImages {
    std::vector<KeptImage> images;
};
std::shared_ptr<const PreparedImages> prepared_images(const Pane& pane, const Tokens& tok);

}  // namespace pw
