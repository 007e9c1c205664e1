// What the figures' tests of single operations share: what a scene says, and that it can be read everywhere.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "core/tests/figure/shown.h"
#include "core/tests/figure/tidy.h"

namespace pw::test {

inline bool says(const Scene& s, std::string_view what, std::string_view group = {}) {
    return std::ranges::any_of(texts_of(s), [&](const Written& t) {
        return t.text.find(what) != std::string::npos && (group.empty() || t.group == group);
    });
}

// No text on another one or beyond the sheet, at phases of a walk of four steps or more.
inline void expect_tidy_in_every_size(const std::function<Pane(double t)>& at, const std::string& of) {
    struct Size {
        double width, height;
        bool narrow;
    };
    for (const Size size : {Size{1232, 824, false}, {1180, 620, false}, {724, 560, true}, {700, 380, true}})
        for (const Language language : {Language::en, Language::zh})
            for (const double t : {0., .1, .3, .5, .7, .8, .95, 2.91, 4.}) {
                Look l = look();
                l.width = size.width;
                l.height = size.height;
                l.narrow = size.narrow;
                l.words = &words(language);
                std::vector<Written> texts = texts_of(scene_of(at(t), l));
                std::erase_if(texts,
                              [](const Written& w) { return w.group == "flight" || w.group == "tray"; });
                EXPECT_EQ(untidy(texts, {0, 0, size.width, size.height}), "")
                    << size.width << " x " << size.height << " " << tag(language) << " t " << t << " " << of;
            }
}

}  // namespace pw::test
