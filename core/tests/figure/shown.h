// A sample's pane and its scene, for the tests of figures.
#pragma once

#include "core/figure/figure.h"
#include "core/walk/document.h"

namespace pw::test {

inline const Fonts& fonts() {
    static const std::shared_ptr<Fonts> loaded = Fonts::load().value();
    return *loaded;
}

inline const Words& words(Language l = Language::en) {
    static const Words en = Words::load(Language::en), zh = Words::load(Language::zh);
    return l == Language::en ? en : zh;
}

inline Pane pane_of(Document d, double t) {
    Pane p;
    p.shown.asked = d.experiment;
    p.shown.picture = evaluate(d.experiment);
    p.watch = d.watch;
    if (p.watch.stage == 0 && !d.experiment.stages.empty()) p.watch.stage = d.experiment.stages.back().id;
    p.watch.t = t;
    return p;
}

inline Pane sample(std::string_view name, double t) { return pane_of(load_sample(name).value(), t); }

inline Look look(Theme theme = Theme::light) {
    Look l;
    l.theme = theme;
    l.words = &words();
    l.fonts = &fonts();
    return l;
}

inline Scene scene_of(const Pane& pane, const Look& l = look()) { return compose(std::span(&pane, 1), l); }

}  // namespace pw::test
