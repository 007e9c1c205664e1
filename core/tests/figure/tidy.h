// Whether the texts of a Scene lie where they can be read.
#pragma once

#include <string>
#include <vector>

#include "core/figure/scene.h"

namespace pw::test {

struct Written {
    std::string text, group;
    Rect box;
};

// From the capitals' top to the baseline, a little more below for descenders.
inline Rect box_of(const Text& t) {
    const double up = Fonts::cap_height * t.size, down = .1 * t.size;
    double x = t.at.x + start_of(t, t.width);
    if (t.turned) x = 2 * t.at.x - x - t.width;
    return {x, t.turned ? t.at.y - down : t.at.y - up, t.width, up + down};
}

// Those that can be seen.
inline std::vector<Written> texts_of(const Scene& s) {
    std::vector<Written> all;
    for (const Group& g : s.groups)
        for (const Item& i : g.items)
            if (const Text* t = std::get_if<Text>(&i); t && t->colour.a > 0)
                all.push_back({t->text, g.name, box_of(*t)});
    return all;
}

// More than touching.
inline bool overlap(const Rect& a, const Rect& b) {
    constexpr double least = .01;
    return a.x + least < b.right() && b.x + least < a.right() && a.y + least < b.bottom() &&
           b.y + least < a.bottom();
}

inline bool inside(const Rect& r, const Rect& page) {
    return r.x >= page.x && r.y >= page.y && r.right() <= page.right() && r.bottom() <= page.bottom();
}

// The first text beyond the page or on another one; empty when all is well.
inline std::string untidy(const std::vector<Written>& texts, const Rect& page) {
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (!inside(texts[i].box, page)) return texts[i].text + " beyond the page";
        for (std::size_t k = 0; k < i; ++k)
            if (overlap(texts[i].box, texts[k].box)) return texts[i].text + " on " + texts[k].text;
    }
    return {};
}

}  // namespace pw::test
