#include "app/ui/icons.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>
#include <string_view>

namespace pw {

namespace {

// Reads SVG path data (M L H V C A Z, absolute and relative) into polylines.
class PathReader {
  public:
    explicit PathReader(std::string_view data) : rest_(data) {}

    std::vector<IconStroke> read(bool filled, double width) {
        char verb = 0;
        while (skip(), !rest_.empty()) {
            const char c = rest_.front();
            if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) {
                verb = c;
                rest_.remove_prefix(1);
            }
            apply(verb);
            if (verb == 'M') verb = 'L';
            if (verb == 'm') verb = 'l';
        }
        for (IconStroke& s : strokes_) {
            s.filled = filled;
            s.width = width;
        }
        return std::move(strokes_);
    }

  private:
    void skip() {
        while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == ',')) rest_.remove_prefix(1);
    }
    double number() {
        skip();
        double v = 0;
        const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), v);
        rest_.remove_prefix(error == std::errc() ? static_cast<std::size_t>(end - rest_.data())
                                                 : rest_.size());
        return v;
    }
    Vec2 point(bool relative) {
        const double x = number(), y = number();
        return relative ? at_ + Vec2{x, y} : Vec2{x, y};
    }
    void to(Vec2 p) {
        if (strokes_.empty() || strokes_.back().closed) strokes_.push_back({{at_}});
        strokes_.back().points.push_back(p);
        at_ = p;
    }
    void apply(char verb) {
        const bool relative = verb >= 'a';
        switch (relative ? verb - 'a' + 'A' : verb) {
            case 'M':
                at_ = start_ = point(relative);
                strokes_.push_back({{at_}});
                break;
            case 'L':
                to(point(relative));
                break;
            case 'H':
                to({number() + (relative ? at_.x : 0), at_.y});
                break;
            case 'V': {
                const double y = number();
                to({at_.x, relative ? at_.y + y : y});
                break;
            }
            case 'C':
                cubic(relative);
                break;
            case 'A':
                arc(relative);
                break;
            case 'Z':
                close();
                at_ = start_;
                break;
            default:
                rest_ = {};
        }
    }
    void close() {
        if (strokes_.empty()) return;
        std::vector<Vec2>& p = strokes_.back().points;
        // A curve that has come home already: no closing line of no length.
        if (p.size() > 2 && std::hypot(p.front().x - p.back().x, p.front().y - p.back().y) < 1e-6)
            p.pop_back();
        strokes_.back().closed = true;
    }
    void cubic(bool relative) {
        const Vec2 a = at_, b = point(relative), c = point(relative), d = point(relative);
        for (int i = 1; i <= 8; ++i) {
            const double t = i / 8.0, s = 1 - t;
            to(a * (s * s * s) + b * (3 * s * s * t) + c * (3 * s * t * t) + d * (t * t * t));
        }
    }
    // Circular arcs only.
    void arc(bool relative) {
        double r = number();
        number();
        number();
        const bool large = number() != 0, sweep = number() != 0;
        const Vec2 a = at_, b = point(relative), chord = b - a;
        const double d = std::hypot(chord.x, chord.y);
        r = std::max(r, d / 2);
        const double h = std::sqrt(std::max(0.0, r * r - d * d / 4)) * (large == sweep ? -1 : 1);
        const Vec2 o{(a.x + b.x) / 2 - chord.y / d * h, (a.y + b.y) / 2 + chord.x / d * h};
        const double pi = 3.14159265358979323846;
        const double from = std::atan2(a.y - o.y, a.x - o.x);
        double turn = std::atan2(b.y - o.y, b.x - o.x) - from;
        if (sweep && turn < 0) turn += 2 * pi;
        if (!sweep && turn > 0) turn -= 2 * pi;
        for (int i = 1; i <= 12; ++i) {
            const double angle = from + turn * i / 12;
            to({o.x + r * std::cos(angle), o.y + r * std::sin(angle)});
        }
    }

    std::string_view rest_;
    std::vector<IconStroke> strokes_;
    Vec2 at_, start_;
};

Icon line(std::string_view data, double width = 1.75) { return PathReader(data).read(false, width); }
Icon solid(std::string_view data, double width) { return PathReader(data).read(true, width); }
Icon operator+(Icon a, const Icon& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

}  // namespace

namespace icons {

const Icon& play() {
    static const Icon i = solid("M-3.4 -8L7.8 0L-3.4 8Z", 2);
    return i;
}
const Icon& pause() {
    static const Icon i = solid("M-6.25 -7.25H-2.75V7.25H-6.25Z M2.75 -7.25H6.25V7.25H2.75Z", 1.5);
    return i;
}
const Icon& first() {
    static const Icon i =
        solid("M9.02 -5.5L1.33 0L9.02 5.5Z M.52 -5.5L-7.18 0L.52 5.5Z", 1.5) + line("M-9 -6V6", 2);
    return i;
}
const Icon& previous() {
    static const Icon i = solid("M5.3 -6L-3.1 0L5.3 6Z", 1.5) + line("M-6 -6V6", 2);
    return i;
}
const Icon& next() {
    static const Icon i = solid("M-5.3 -6L3.1 0L-5.3 6Z", 1.5) + line("M6 -6V6", 2);
    return i;
}
const Icon& last() {
    static const Icon i =
        solid("M-9.02 -5.5L-1.33 0L-9.02 5.5Z M-.52 -5.5L7.18 0L-.52 5.5Z", 1.5) + line("M9 -6V6", 2);
    return i;
}
const Icon& loop() {
    static const Icon i =
        line("M-7 1v-1a5 5 0 0 1 5 -5h7 M7 -1v1a5 5 0 0 1 -5 5h-7 M2 -8l3.5 3l-3.5 3 M-2 2l-3.5 3l3.5 3");
    return i;
}
const Icon& link() {
    static const Icon i = line("M-1.5 -4h-3a4 4 0 0 0 0 8h3 M1.5 -4h3a4 4 0 0 1 0 8h-3 M-3 0h6");
    return i;
}
const Icon& broken_link() {
    static const Icon i = line("M-2.5 -4h-2a4 4 0 0 0 0 8h2 M2.5 -4h2a4 4 0 0 1 0 8h-2");
    return i;
}
const Icon& theme() {
    static const Icon i = line("M0 -7a7 7 0 0 1 0 14a7 7 0 0 1 0 -14") + solid("M0 -7a7 7 0 0 1 0 14z", 0);
    return i;
}
const Icon& compare() {
    static const Icon i =
        line(
            "M-6 -5.125h3.25a1.125 1.125 0 0 1 1.125 1.125v8a1.125 1.125 0 0 1 -1.125 1.125h-3.25"
            "a1.125 1.125 0 0 1 -1.125 -1.125v-8a1.125 1.125 0 0 1 1.125 -1.125z") +
        solid("M3 -6h3a2 2 0 0 1 2 2v8a2 2 0 0 1 -2 2h-3a2 2 0 0 1 -2 -2v-8a2 2 0 0 1 2 -2z", 0);
    return i;
}
const Icon& help() {
    static const Icon i = line("M-3.5 -3.5a3.5 3.5 0 1 1 5 3.2c-1 .5 -1.5 1.2 -1.5 2.3") +
                          solid("M0 4.8a1.2 1.2 0 0 1 0 2.4a1.2 1.2 0 0 1 0 -2.4", 0);
    return i;
}
const Icon& sliders() {
    static const Icon i = line("M-7 -4.5h6M5 -4.5h2M-7 4.5h2M1 4.5h6") +
                          line("M2 -4.5m-2.6 0a2.6 2.6 0 1 1 5.2 0a2.6 2.6 0 1 1 -5.2 0") +
                          line("M-2 4.5m-2.6 0a2.6 2.6 0 1 1 5.2 0a2.6 2.6 0 1 1 -5.2 0");
    return i;
}
const Icon& copy() {
    static const Icon i = line(
        "M-4 -5.125h5a1.125 1.125 0 0 1 1.125 1.125v5a1.125 1.125 0 0 1 -1.125 1.125h-5"
        "a1.125 1.125 0 0 1 -1.125 -1.125v-5a1.125 1.125 0 0 1 1.125 -1.125z M6 -3v7a2 2 0 0 1 -2 2h-7");
    return i;
}
const Icon& check() {
    static const Icon i = line("M-6 .5l4 4l8 -9", 2);
    return i;
}
const Icon& undo() {
    static const Icon i = line("M-6 -2h8a4.5 4.5 0 0 1 0 9h-3 M-2.5 -5.5l-3.5 3.5l3.5 3.5");
    return i;
}
const Icon& redo() {
    static const Icon i = line("M6 -2h-8a4.5 4.5 0 0 0 0 9h3 M2.5 -5.5l3.5 3.5l-3.5 3.5");
    return i;
}
const Icon& chevron() {
    static const Icon i = line("M-4 -2l4 4l4 -4");
    return i;
}
const Icon& arrow() {
    static const Icon i = line("M-7 0h14 M3 -4l4 4l-4 4");
    return i;
}
const Icon& plus() {
    static const Icon i = line("M-5 0h10 M0 -5v10");
    return i;
}
const Icon& minus() {
    static const Icon i = line("M-5 0h10");
    return i;
}
const Icon& close() {
    static const Icon i = line("M-4 -4l8 8 M4 -4l-8 8");
    return i;
}
const Icon& folder() {
    static const Icon i = line("M-7.5 -5.5h5l2 2.5h8v8.5h-15z");
    return i;
}
const Icon& file() {
    static const Icon i = line("M-5.5 -7.5h6.5l4.5 4.5v10.5h-11z M1 -7.5v4.5h4.5");
    return i;
}
const Icon& share() {
    static const Icon i =
        line("M0 3v-10M-4 -3.5l4 -4l4 4M-7 2v4a1.5 1.5 0 0 0 1.5 1.5h11a1.5 1.5 0 0 0 1.5 -1.5v-4");
    return i;
}
const Icon& moment() {
    static const Icon i = line(
                              "M-9 -8.25h18a2.25 2.25 0 0 1 2.25 2.25v12a2.25 2.25 0 0 1 -2.25 2.25h-18a2.25 "
                              "2.25 0 0 1 -2.25 -2.25v-12a2.25 2.25 0 0 1 2.25 -2.25z",
                              1.5) +
                          solid(
                              "M-5.5 -4h3a1.5 1.5 0 0 1 1.5 1.5v3a1.5 1.5 0 0 1 -1.5 1.5h-3a1.5 1.5 0 0 1 "
                              "-1.5 -1.5v-3a1.5 1.5 0 0 1 1.5 -1.5z",
                              0);
    return i;
}
const Icon& pages() {
    static const Icon i = line(
                              "M-9 -3.25h13a2.25 2.25 0 0 1 2.25 2.25v8a2.25 2.25 0 0 1 -2.25 2.25h-13a2.25 "
                              "2.25 0 0 1 -2.25 -2.25v-8a2.25 2.25 0 0 1 2.25 -2.25z",
                              1.5) +
                          line(
                              "M-8.25 -6.25v-.75a2.25 2.25 0 0 1 2.25 -2.25h13a2.25 2.25 0 0 1 2.25 "
                              "2.25v8a2.25 2.25 0 0 1 -2.25 2.25h-.5",
                              1.5);
    return i;
}
const Icon& film() {
    static const Icon i = line(
                              "M-9 -8.25h18a2.25 2.25 0 0 1 2.25 2.25v12a2.25 2.25 0 0 1 -2.25 2.25h-18a2.25 "
                              "2.25 0 0 1 -2.25 -2.25v-12a2.25 2.25 0 0 1 2.25 -2.25z",
                              1.5) +
                          solid("M-2.6 -4L4.2 0L-2.6 4Z", 1);
    return i;
}
const Icon& sheet() {
    static const Icon i = line(
        "M-10 -9.25h7a1.25 1.25 0 0 1 1.25 1.25v5a1.25 1.25 0 0 1 -1.25 1.25h-7a1.25 1.25 0 0 1 -1.25 "
        "-1.25v-5a1.25 1.25 0 0 1 1.25 -1.25z M-10 1.75h7a1.25 1.25 0 0 1 1.25 1.25v5a1.25 1.25 0 0 1 -1.25 "
        "1.25h-7a1.25 1.25 0 0 1 -1.25 -1.25v-5a1.25 1.25 0 0 1 1.25 -1.25z M3 -9.25h7a1.25 1.25 0 0 1 1.25 "
        "1.25v5a1.25 1.25 0 0 1 -1.25 1.25h-7a1.25 1.25 0 0 1 -1.25 -1.25v-5a1.25 1.25 0 0 1 1.25 -1.25z M3 "
        "1.75h7a1.25 1.25 0 0 1 1.25 1.25v5a1.25 1.25 0 0 1 -1.25 1.25h-7a1.25 1.25 0 0 1 -1.25 "
        "-1.25v-5a1.25 1.25 0 0 1 1.25 -1.25z",
        1.5);
    return i;
}
const Icon& storyboard() {
    static const Icon i =
        line(
            "M-10.5 -5.38h1.99a0.88 0.88 0 0 1 0.88 0.88v8.99a0.88 0.88 0 0 1 -0.88 0.88h-1.99a0.88 0.88 0 0 "
            "1 -0.88 -0.88v-8.99a0.88 0.88 0 0 1 0.88 -0.88z M-3.9 -5.38h1.99a0.88 0.88 0 0 1 0.88 "
            "0.88v8.99a0.88 0.88 0 0 1 -0.88 0.88h-1.99a0.88 0.88 0 0 1 -0.88 -0.88v-8.99a0.88 0.88 0 0 1 "
            "0.88 -0.88z M2.71 -5.38h1.99a0.88 0.88 0 0 1 0.88 0.88v8.99a0.88 0.88 0 0 1 -0.88 "
            "0.88h-1.99a0.88 0.88 0 0 1 -0.88 -0.88v-8.99a0.88 0.88 0 0 1 0.88 -0.88z",
            1.25) +
        solid(
            "M9.3 -5.38h1.99a0.88 0.88 0 0 1 0.88 0.88v8.99a0.88 0.88 0 0 1 -0.88 0.88h-1.99a0.88 0.88 0 0 1 "
            "-0.88 -0.88v-8.99a0.88 0.88 0 0 1 0.88 -0.88z",
            1.25);
    return i;
}
const Icon& worksheet() {
    static const Icon i =
        line(
            "M-7 -10.25h12a2.25 2.25 0 0 1 2.25 2.25v16a2.25 2.25 0 0 1 -2.25 2.25h-12a2.25 2.25 0 0 1 -2.25 "
            "-2.25v-16a2.25 2.25 0 0 1 2.25 -2.25z",
            1.5) +
        solid("M-5 -6h8a1 1 0 0 1 1 1v0a1 1 0 0 1 -1 1h-8a1 1 0 0 1 -1 -1v0a1 1 0 0 1 1 -1z", 0) +
        line(
            "M-5 1.6h2a0.4 0.4 0 0 1 0.4 0.4v2a0.4 0.4 0 0 1 -0.4 0.4h-2a0.4 0.4 0 0 1 -0.4 -0.4v-2a0.4 0.4 "
            "0 0 1 0.4 -0.4z M1 1.6h2a0.4 0.4 0 0 1 0.4 0.4v2a0.4 0.4 0 0 1 -0.4 0.4h-2a0.4 0.4 0 0 1 -0.4 "
            "-0.4v-2a0.4 0.4 0 0 1 0.4 -0.4z",
            1.2);
    return i;
}

const Icon& brush() {
    static const Icon i = line(
        "M7 -7l-8.5 8.5 M-1.5 1.5c-1.6 -1.2 -4 -.4 -4.3 1.8c-.2 1.6 -.7 2.7 -1.7 3.4"
        "c2.7 .8 6.4 .3 7.2 -2.2c.3 -1.2 -.2 -2.3 -1.2 -3z");
    return i;
}
const Icon& dice() {
    static const Icon i = [] {
        Icon all = line(
            "M-4 -6.125h8a2.125 2.125 0 0 1 2.125 2.125v8a2.125 2.125 0 0 1 -2.125 2.125h-8"
            "a2.125 2.125 0 0 1 -2.125 -2.125v-8a2.125 2.125 0 0 1 2.125 -2.125z");
        for (const double d : {-3., 0., 3.}) {
            const std::string at = std::to_string(d - 1.4) + " " + std::to_string(d);
            for (IconStroke& s :
                 PathReader("M" + at + "a1.4 1.4 0 0 1 2.8 0a1.4 1.4 0 0 1 -2.8 0z").read(true, 0))
                all.push_back(std::move(s));
        }
        return all;
    }();
    return i;
}

}  // namespace icons
}  // namespace pw
