// The popover under the document's name: every sample with a picture of its result, one click away.
#include <algorithm>

#include "app/panels/frame.h"
#include "app/ui/widgets.h"

namespace pw {

namespace {

constexpr double full_width = 688, row_h = 72, row_pitch = 80;

const Sample& sample_of(Frame& f, const std::string& name) {
    const Theme theme = f.session.settings().theme;
    const std::string key = name + (theme == Theme::dark ? "/dark" : "/light");
    const auto found = f.memory.samples.find(key);
    if (found != f.memory.samples.end()) return found->second;
    Sample sample;
    if (const auto document = load_sample(name)) {
        sample.title = document->experiment.title;
        sample.thumb = document_thumb(*document, *evaluate(document->experiment), f.kit.t, theme);
    }
    return f.memory.samples.emplace(key, std::move(sample)).first->second;
}

bool row(Frame& f, const std::string& name, Rect r) {
    Kit& kit = f.kit;
    const Sample& sample = sample_of(f, name);
    const std::string id = "bar/menu/" + name, title = f.words(sample.title);
    const bool current = sample.title == f.session.experiment().title;
    const Touch touch = kit.hand.touch(kit.pen, id, r);
    if (touch.held)
        kit.pen.fill(r, 12, kit.t.track);
    else if (touch.warm > 0)
        kit.pen.fill(r, 12, mix(kit.t.sheet, kit.t.hover, touch.warm));
    if (current) kit.pen.stroke(r, 12, 1.5, kit.t.ink);
    draw(kit.pen, sample.thumb, {r.x + 12, r.y + 12}, 48);
    kit.pen.text({r.x + 76, r.y + 26}, title, Weight::semibold, 15, kit.t.ink);
    kit.pen.text({r.x + 76, r.y + 48}, f.words(sample_line(name)), Weight::medium, 13, kit.t.text2);
    kit.ring(touch, r, 12);
    kit.says(id, r, title, true, current ? "on" : "off");
    return touch.clicked;
}

}  // namespace

bool samples_popover(Frame& f) {
    const std::vector<std::string> names = sample_names();
    const int rows = (static_cast<int>(names.size()) + 1) / 2;
    const double width = std::min(full_width, f.layout.width - 16), row_w = width / 2 - 24,
                 column = row_w + 12;
    const double x = std::max(8.0, std::min(f.memory.anchor.x, f.layout.width - width - 8));
    const Rect r{x, 60, width, 48 + rows * row_pitch + 12};
    shell(f.kit, r);
    f.kit.pen.text({r.x + 24, r.y + 28}, f.say("samples.title"), Weight::semibold, 13, f.kit.t.text3);
    for (std::size_t i = 0; i < names.size(); ++i) {
        const Rect place{r.x + 16 + (i % 2 ? column : 0), r.y + 48 + static_cast<double>(i / 2) * row_pitch,
                         row_w, row_h};
        if (!row(f, names[i], place)) continue;
        f.session.apply(action::OpenSample{names[i]});
        return true;
    }
    // A click beside the rows, but inside, changes nothing.
    f.kit.hand.touch(f.kit.pen, "bar/menu", r, true, false);
    return f.kit.hand
        .touch(f.kit.pen, "bar/menu/outside", {0, 0, f.layout.width, f.layout.height}, true, false)
        .clicked;
}

}  // namespace pw
