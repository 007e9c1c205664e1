// A Scene in the making: what the drawing files share. Every text is measured here.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "core/base/number.h"
#include "core/figure/figure.h"

namespace pw {

class Kit {
  public:
    explicit Kit(const Look& look_) : look(look_), tok(tokens_of(look_)) {
        scene.width = look.width;
        scene.height = look.height;
        scene.page = tok.sheet;
    }

    const Look& look;
    const Tokens& tok;
    Scene scene;
    double fade = 1;  // alpha of everything that is drawn next

    // What follows belongs to this named part.
    void group(std::string_view name) { scene.groups.push_back({std::string(name), {}}); }

    void cell(Cell c);
    void path(Path p);
    void line(Vec2 a, Vec2 b, Colour colour, double width);
    void band(Band b);
    void heatmap(Heatmap h);
    // A stroked rounded rectangle whose outer edge is `outer`.
    void ring(const Rect& outer, double radius, Colour colour, double width);
    // A word in a rounded ground, centred on `middle`; returns the ground.
    Rect pill(Vec2 middle, double height, double padding, std::string_view s, Colour fill, Colour ink,
              Colour edge = {}, double edge_width = 0);
    // Text with its capitals centred on `middle_y`; returns its width.
    double text(double x, double middle_y, std::string_view s, double size, Weight w, Colour colour,
                Align align = Align::left, std::string id = {});
    double width(std::string_view s, double size, Weight w) const { return look.fonts->width(s, w, size); }
    void spot(std::string id, Rect rect, std::string text = {}, bool enabled = true) {
        scene.spots.push_back({std::move(id), rect, std::move(text), enabled});
    }
    std::string word(std::string_view key) const { return (*look.words)(key); }
    std::string word(std::string key, std::vector<Arg> args) const {
        return (*look.words)(Message(std::move(key), std::move(args)));
    }
    // As the learner wants numbers.
    std::string show(double v) const { return pw::show(v, look.numbers); }
    bool rounded(double v) const { return is_rounded(v, look.numbers); }
    bool dark() const { return look.theme == Theme::dark; }

  private:
    void add(Item item);
};

}  // namespace pw
