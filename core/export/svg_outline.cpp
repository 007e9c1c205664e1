#include "core/export/svg_outline.h"

#include "core/export/short_number.h"

namespace pw {

namespace {

// Relative to the point before as it was written, so that roundings don't add up.
class Pen {
  public:
    void begin(Vec2 origin, double direction) { origin_ = origin, direction_ = direction; }

    void add(const Outline::Segment& s) {
        if (s.verb == Outline::Verb::move) {
            if (!d_.empty()) d_ += 'Z';
            now_ = rounded(at(s.p[0]));
            d_ += 'M';
            put(now_);
        } else if (s.verb == Outline::Verb::line) {
            d_ += 'l';
            to(s.p, 1);
        } else {
            d_ += 'c';
            to(s.p, 3);
        }
    }

    std::string close() {
        if (!d_.empty()) d_ += 'Z';
        return std::move(d_);
    }

  private:
    static Vec2 rounded(Vec2 p) { return {std::round(p.x * 100) / 100, std::round(p.y * 100) / 100}; }
    Vec2 at(Vec2 p) const { return origin_ + p * direction_; }

    void number(double v) {
        const bool digit_before = d_.back() >= '0' && d_.back() <= '9';
        const std::string s = short_number(v);
        if (digit_before && s.front() != '-') d_ += ' ';
        d_ += s;
    }
    void put(Vec2 p) {
        number(p.x);
        number(p.y);
    }
    void to(const Vec2* points, int count) {
        Vec2 end = now_;
        for (int i = 0; i < count; ++i) {
            end = rounded(at(points[i]));
            put(end - now_);
        }
        now_ = end;
    }

    std::string d_;
    Vec2 origin_, now_;
    double direction_ = 1;
};

}  // namespace

std::string outline_path(const Text& text, const Fonts& fonts) {
    const Shaped shaped = fonts.shape(text.text, text.weight, text.size);
    const double left = start_of(text, shaped.width);
    const double direction = text.turned ? -1 : 1;
    Pen pen;
    for (const Glyph& g : shaped.glyphs) {
        pen.begin(text.at + Vec2{left + g.x, g.y} * direction, direction);
        for (const Outline::Segment& s : fonts.outline(g.face, g.id, text.size).segments) pen.add(s);
    }
    return pen.close();
}

}  // namespace pw
