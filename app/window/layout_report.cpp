#include "app/window/layout_report.h"

#include <fstream>
#include <nlohmann/json.hpp>

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

// The sentence beside the step's number, as the strip writes it; the card's sentence when that stands there
// instead.
std::string status_of(const Scene& scene) {
    if (const Spot* card = scene.find("card")) return card->text;
    for (const Group& g : scene.groups) {
        if (g.name != "formula") continue;
        for (const Item& item : g.items)
            if (const auto* text = std::get_if<Text>(&item); text && text->weight == Weight::medium)
                return text->text;
    }
    return {};
}

// Readers see the old file or the new one. Many a second, so it needn't outlast a power cut.
bool replace(const std::filesystem::path& path, const std::string& text) {
    std::filesystem::path beside = path;
    beside += ".new";
    std::ofstream out(beside, std::ios::binary);
    out << text;
    out.close();
    std::error_code error;
    if (out) std::filesystem::rename(beside, path, error);
    return out && !error;
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
               {{"stage", stage ? session.experiment().place_of(stage->id) + 1 : 0},
                {"t", session.clock().t},
                {"playing", session.clock().playing}}},
              {"focused", report.focused},
              {"items", items_of(report)}};
    std::string text = j.dump(-1, ' ', false, Json::error_handler_t::replace);
    if (text == last_) return {};
    last_ = std::move(text);
    Json numbered = {{"sequence", ++sequence_}};
    numbered.update(j);
    if (!replace(path_, numbered.dump(1, ' ', false, Json::error_handler_t::replace) + "\n"))
        return fail("problem.file.permission", {path_.string()});
    return {};
}

}  // namespace pw
