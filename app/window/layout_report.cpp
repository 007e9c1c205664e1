#include "app/window/layout_report.h"

#include <nlohmann/json.hpp>

#include "app/window/disk.h"

namespace pw {

namespace {

using Json = nlohmann::ordered_json;

// Hundredths of a pixel are enough, and stay the same from frame to frame.
double tidy(double v) { return std::round(v * 100) / 100; }

Json items_of(const Report& report) {
    Json items = Json::array();
    for (const ReportItem& i : report.items)
        items.push_back({{"id", i.id},
                         {"rect", {tidy(i.rect.x), tidy(i.rect.y), tidy(i.rect.w), tidy(i.rect.h)}},
                         {"text", i.text},
                         {"enabled", i.enabled},
                         {"value", i.value}});
    return items;
}

// The sentence under the canvas, as it is written there.
std::string status_of(const Scene& scene) {
    for (const Group& g : scene.groups)
        for (const Item& item : g.items)
            if (const auto* text = std::get_if<Text>(&item); text && text->id == "strip/status")
                return text->text;
    return {};
}

}  // namespace

Expected<void> LayoutReport::write(const Session& session, const Scene& scene, const Measure& m,
                                   const Report& report) {
    const Settings& s = session.settings();
    const Stage* stage = session.watched();
    Json j = {{"size", {m.window_w, m.window_h}},
              {"scale", tidy(m.scale())},
              {"theme", s.theme == Theme::dark ? "dark" : "light"},
              {"language", s.language == Language::zh ? "zh" : "en"},
              {"status", status_of(scene)},
              {"clock",
               {{"stage", stage ? session.experiment().index_of(stage->id) + 1 : 0},
                {"t", session.clock().t},
                {"playing", session.clock().playing}}},
              {"items", items_of(report)}};
    std::string text = j.dump(-1, ' ', false, Json::error_handler_t::replace);
    if (text == last_) return {};
    last_ = std::move(text);
    Json numbered = {{"sequence", ++sequence_}};
    numbered.update(j);
    return write_file(path_, numbered.dump(1, ' ', false, Json::error_handler_t::replace) + "\n", false);
}

}  // namespace pw
