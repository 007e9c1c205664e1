// The panel on the right: what the operation does, and how it is coloured.
#include <algorithm>
#include <cmath>

#include "app/panels/head_rows.h"
#include "app/ui/widgets.h"
#include "core/base/utf8.h"
#include "core/figure/facts.h"
#include "core/ops/unpool.h"
#include "core/walk/document.h"

namespace pw {

namespace {

// Rows of the panel, from its top; what isn't built yet leaves its place empty.
constexpr double row_window = 70, row_kernel = 106, row_stride = 150, row_padding = 194, row_dilation = 238,
                 row_ceil = 282, row_count = 322, row_rules = 364, line = 402, row_colour = 440,
                 row_map = 484, input_line = 512;
// How much lower a convolution's window lies, and what follows it: its section comes, a switch goes.
constexpr double conv_window = 26, conv_rest = 170 - 224;

class Panel : HeadRows {
  public:
    explicit Panel(Frame& f) : HeadRows(f) {}

    void draw() {
        // A copy: a control that is clicked replaces the experiment.
        const Stage* watched = f_.session.watched();
        const std::optional<Stage> held = watched ? std::optional(*watched) : std::nullopt;
        const Stage* stage = held ? &*held : nullptr;
        code(stage);
        const double foot = area_.bottom() - 48 - 8;
        const bool convolves = stage && stage->op->has(Param::weight);
        const double kernel = convolves ? kernel_section_height(f_, *stage) : 0;
        const double lower = (convolves ? kernel + conv_rest : 0) + (stage ? more_rules(*stage) : 0);
        const double head = head_height(stage);
        scroll(foot, lower + head + noise_section_height(f_));
        const Clip clip(kit_.pen,
                        {area_.x - 14, area_.y - 4, area_.w + 22, std::max(0.0, foot - area_.y + 4)});
        top_ = area_.y - f_.memory.scroll;
        draw_head(stage);
        top_ += head;
        if (convolves) kernel_section(f_, *stage, {area_.x, y(row_window)}, area_.w);
        shift_ = convolves ? kernel + conv_window : 0;
        if (stage) window(*stage);
        shift_ = lower;
        noise_section(f_, y(line));
        shift_ += noise_section_height(f_);
        colour();
        input_section(f_, {area_.x, y(input_line - without_map())}, area_.w);
    }

  private:
    // A narrow panel has the map's row by value only.
    double without_map() const {
        return narrow_ && f_.session.watch().colour != ColourBy::value ? row_map - row_colour : 0;
    }

    void scroll(double foot, double longer) {
        const double room = foot - area_.y, end = input_line - without_map() + input_section_height(f_),
                     most = std::max(0.0, end + longer - room);
        double& at = f_.memory.scroll;
        if (!kit_.hand.focused().starts_with("controls/code"))
            bring_into_view(kit_, "controls/", {area_.x, area_.y, area_.w, room}, at);
        wheel(kit_, area_, at, most);
        if (most > 0) scroll_thumb(kit_, {area_.x, area_.y, area_.w, room}, at / most, room / (room + most));
    }

    void window(const Stage& stage) {
        if (stage.op->has(Param::output_size)) return output_size(stage);
        if (!stage.op->has(Param::stride)) {
            const bool one_by_one = stage.op->how == Reduction::map;
            note(row_kernel, f_.say(one_by_one ? "controls.no_window" : "controls.whole_input"), 15);
            return rules(stage, row_padding);
        }
        kit_.pen.text({area_.x, y(row_window)}, f_.say("controls.window"), Weight::semibold, 13,
                      kit_.t.text3);
        const bool tied = f_.session.kernel_tied();
        kernel(stage, tied);
        stride(stage, tied);
        const WindowSpec& spec = stage.params.window;
        padding(stage, tied);
        if (stage.op->reads_indices) return unpool(stage);
        const bool dilates = stage.op->has(Param::dilation),
                   tf_pools = speaks(Dialect::tf) && stage.op->use != WindowUse::conv;
        mark(stage, row_dilation, Param::dilation);
        plain(stage, row_dilation, "controls.dilation", "dilation", spec.dilation, tied, 1,
              !dilates   ? f_.say("controls.only.dilation")
              : tf_pools ? f_.say("controls.not_tf")
                         : "");
        if (stage.op->has(Param::weight)) return rules(stage, row_ceil);
        mark(stage, row_ceil, Param::ceil_mode);
        const bool rounds_up = stage.op->has(Param::ceil_mode);
        flag(stage, row_ceil, "controls.ceil_mode", "ceil_mode", rounds_up && spec.ceil_mode && !tf_pools,
             !rounds_up ? f_.say("controls.not_here")
             : tf_pools ? f_.say("controls.not_tf")
                        : "");
        if (stage.op->has(Param::norm_type))
            norm(stage);
        else if (stage.op->has(Param::seed))
            draw_seed(stage);
        else
            flag(stage, row_count, "controls.count_include_pad", "count_include_pad",
                 counts_padding(stage.params), why_not_counted(stage));
        for (const Param p : {Param::norm_type, Param::seed, Param::count_include_pad})
            mark(stage, row_count, p);
        rules(stage, row_rules);
    }

    // By numbers, or what the words amount to.
    void padding(const Stage& stage, bool tied) {
        const WindowSpec& spec = stage.params.window;
        std::string why;
        Pair shown = spec.padding;
        if (!stage.op->has(Param::padding)) why = f_.say("controls.not_here"), shown = {0, 0};
        const StageResult* result = f_.session.shown().picture->find(stage.id);
        if (padding_follows(stage)) {
            why = f_.say("controls.auto_pad.follows");
            if (result)
                shown = {result->plan.window.rows.pad_begin(), result->plan.window.columns.pad_begin()};
        }
        mark(stage, row_padding, Param::padding);
        if (spec.padding_end && why.empty()) return padding_start(stage, row_padding);
        plain(stage, row_padding, "controls.padding", "padding", shown, tied, 0, why);
    }

    std::string why_not_counted(const Stage& stage) const {
        if (!stage.op->has(Param::count_include_pad)) return f_.say("controls.only.average");
        return speaks(Dialect::tf) ? f_.say("controls.not_tf") : "";
    }

    void output_size(const Stage& stage) {
        kit_.pen.text({area_.x, y(row_window)}, f_.say("controls.window"), Weight::semibold, 13,
                      kit_.t.text3);
        const bool fractional = stage.op->has(Param::samples);
        const double row = fractional ? row_stride : row_kernel;
        if (fractional) kernel(stage, f_.session.kernel_tied());
        const Pair size = stage.params.output_size;
        mark(stage, row, Param::output_size);
        label(row, f_.say("controls.output_size"), "", "", fields_left(true), kit_.t.ink);
        if (const auto v =
                pair(row, "controls/output_size", size, true, 1, blamed(stage, "output_size"), true))
            set(stage, "output_size", {v->h, v->w}, "output_size");
        if (fractional) return samples(stage);
        const auto& picture = f_.session.shown().picture;
        if (const StageResult* result = picture->find(stage.id))
            note(row_stride - 4, f_.words(Message("controls.follow", {windows_of(result->plan.window.rows)})),
                 13);
        rules(stage, row_padding + 52);
    }

    // In hundredths, and in PyTorch's order: width first.
    void samples(const Stage& stage) {
        const auto hundredths = [](float v) { return std::llround(100 * v); };
        const Samples& u = stage.params.samples;
        label(row_padding, f_.say("controls.samples"), "", "", fields_left(true), kit_.t.ink);
        if (const auto v = pair(row_padding, "controls/samples", {hundredths(u.w), hundredths(u.h)}, true, 0,
                                blamed(stage, "samples"), true))
            set(stage, "samples", {v->h, v->w}, "samples");
        const StageResult* result = f_.session.shown().picture->find(stage.id);
        // The last valid picture may be another operation's.
        if (result && result->plan.window.columns.fractional())
            note(row_dilation - 4,
                 f_.words(Message("controls.samples.note", {windows_of(result->plan.window.columns)})), 13);
        rules(stage, row_ceil + 26);
    }

    // "0–1, 1–3, 3–4"
    static std::string windows_of(const Axis& rows) {
        constexpr std::int64_t most = 4;
        std::string text;
        for (std::int64_t o = 0; o < std::min(most, rows.outputs()); ++o)
            text += (o > 0 ? ", " : "") + range_text(rows, o);
        return rows.outputs() > most ? text + " …" : text;
    }

    void unpool(const Stage& stage) {
        rules(stage, row_count + 4);
        const Experiment& e = f_.session.experiment();
        const Pair own = unpooled_size(stage.params, shape_before(e, e.place_of(stage.id)));
        label(row_dilation, f_.say("controls.output_size"), "", "", fields_left(true), kit_.t.ink);
        if (const auto v = pair(row_dilation, "controls/unpool_size", stage.params.unpool_size.value_or(own),
                                true, 1, blamed(stage, "unpool_size"), true))
            set(stage, "unpool_size", *v == own ? std::vector<std::int64_t>{} : std::vector{v->h, v->w},
                "unpool_size");
        label(row_ceil, f_.say("controls.indices_from"), "", "", right() - 132, kit_.t.ink);
        const Evaluation& picture = *f_.session.shown().picture;
        const StageResult* result = picture.find(stage.id);
        const Stage* from = result ? picture.of.find(result->indices_from) : nullptr;
        if (!from) return;
        const Rect r{right() - 124, y(row_ceil) - 18, 124, 36};
        if (button(kit_, "controls/indices_from", r, std::string(from->op->name)))
            f_.session.apply(action::WatchStage{from->id});
    }

    void norm(const Stage& stage) {
        label(row_count, f_.say("controls.norm"), api("norm_type"), "", fields_left(false), kit_.t.ink);
        const std::int64_t p = stage.params.norm_type;
        if (const auto v =
                pair(row_count, "controls/norm", {p, p}, false, 1, blamed(stage, "norm_type"), true))
            set(stage, "norm_type", {v->h}, "norm_type");
    }

    // Of the draws; the input's own seed fills it.
    void draw_seed(const Stage& stage) {
        if (const auto to =
                seed_in(row_count, "controls/draw_seed", stage.params.seed, blamed(stage, "seed")))
            set(stage, "seed", {*to}, "seed");
    }

    void kernel(const Stage& stage, bool tied) {
        const Pair value = kernel_of(*stage.op, stage.params);
        const bool two = !tied || value.h != value.w;
        const Rect link = chain(row_kernel, two);
        mark(stage, row_kernel, Param::kernel_size);
        label(row_kernel, f_.say("controls.kernel"), api("kernel_size"), "", link.x, kit_.t.ink);
        if (link_toggle(kit_, "controls/kernel/link", link, tied, f_.say("controls.kernel.link"))) {
            f_.session.tie_kernel(!tied);
            if (!tied && value.h != value.w) set(stage, "kernel_size", {value.h, value.h}, "kernel");
        }
        if (const auto v =
                pair(row_kernel, "controls/kernel", value, two, 1, blamed(stage, "kernel_size"), true))
            set(stage, "kernel_size", {v->h, v->w}, "kernel");
    }

    void stride(const Stage& stage, bool tied) {
        const bool pooling = stage.op->has(Param::kernel_size) && !speaks(Dialect::onnx);
        const bool follows = !stage.params.window.stride.has_value();
        const Pair value = stride_of(*stage.op, stage.params);
        const bool two = value.h != value.w || (!tied && !follows);
        const Rect link = chain(row_stride, two);
        mark(stage, row_stride, Param::stride);
        label(row_stride, f_.say("controls.stride"), api("stride"),
              pooling && follows ? f_.say("controls.stride.follows") : "",
              pooling ? link.x : fields_left(two), kit_.t.ink);
        if (pooling &&
            link_toggle(kit_, "controls/stride/link", link, follows, f_.say("controls.stride.link")))
            set(stage, "stride",
                follows ? std::vector<std::int64_t>{value.h, value.w} : std::vector<std::int64_t>{},
                "stride");
        if (const auto v = pair(row_stride, "controls/stride", value, two, 1, blamed(stage, "stride"), true))
            set(stage, "stride", {v->h, v->w}, "stride");
    }

    void colour() {
        kit_.pen.line({area_.x, y(line) + .5}, {right(), y(line) + .5}, 1, kit_.t.line);
        const Watch watch = f_.session.watch();
        label(row_colour, f_.say("controls.colour"), "", "", right(), kit_.t.ink);
        const bool picture = f_.session.experiment().input.picture;
        const Segment segments[] = {
            {"controls/colour/region", f_.say(picture ? "controls.colour.picture" : "controls.colour.region"),
             watch.colour == ColourBy::region},
            {"controls/colour/value", f_.say("controls.colour.value"), watch.colour == ColourBy::value},
        };
        const double w = narrow_ ? 150 : 184;
        const int choice =
            segmented(kit_, "controls/colour", {right() - w, y(row_colour) - 18, w, 36}, segments);
        if (choice >= 0)
            f_.session.apply(action::SetColour{choice == 0 ? ColourBy::region : ColourBy::value});
        const bool by_value = watch.colour == ColourBy::value;
        if (without_map() == 0) maps(watch, by_value);
    }

    void maps(const Watch& watch, bool by_value) {
        const bool both = f_.memory.colours.both_signs();
        label(row_map, f_.say("controls.map"), "", both ? f_.say("controls.map.both_signs") : "",
              right() - (both ? 128 : 192), kit_.t.ink);
        if (both) return diverging(by_value);
        const char* names[] = {"viridis", "cividis", "grey"};
        const Map maps[] = {Map::viridis, Map::cividis, Map::grey};
        for (int i = 0; i < 3; ++i) {
            const Rect r{right() - 184 + i * 64, y(row_map) - 10, 56, 20};
            const std::string id = std::string("controls/map/") + names[i];
            const Touch touch = kit_.hand.touch(kit_.pen, id, r.outset(4));
            const bool chosen = watch.map == maps[i];
            {
                const Faded faded(kit_.pen, !by_value, kit_.t.desk, .4 + .3 * touch.warm);
                kit_.pen.map(r, 5, maps[i]);
            }
            if (by_value && chosen)
                kit_.pen.stroke(r.outset(3), 6, 2, kit_.t.ink);
            else if (by_value && touch.warm > 0)
                kit_.pen.stroke(r.outset(3), 6, 2, kit_.t.ink.alpha(.3 * touch.warm));
            kit_.ring(touch, r, 5);
            kit_.says(id, r, names[i], true, chosen ? "on" : "off");
            if (!touch.clicked) continue;
            f_.session.apply(action::SetMap{maps[i]});
            if (!by_value) f_.session.apply(action::SetColour{ColourBy::value});
        }
    }

    // Negative and positive values: one map is right.
    void diverging(bool by_value) {
        const Rect r{right() - 120, y(row_map) - 10, 120, 20};
        const std::string id = "controls/map/diverging";
        const Touch touch = kit_.hand.touch(kit_.pen, id, r.outset(4), !by_value);
        {
            const Faded faded(kit_.pen, !by_value, kit_.t.desk, .4 + .3 * touch.warm);
            kit_.pen.map(r, 5, {}, true);
        }
        if (by_value) kit_.pen.stroke(r.outset(3), 6, 2, kit_.t.ink);
        kit_.ring(touch, r, 5);
        kit_.says(id, r, f_.say("controls.map.both_signs"), true, by_value ? "on" : "off");
        if (touch.clicked) f_.session.apply(action::SetColour{ColourBy::value});
    }

    // What has no room ends in dots; the button copies all of it.
    std::string fitted(const std::string& text, double size, double room) const {
        const auto wide = [&](const std::string& s) {
            return kit_.pen.width(s, Weight::medium, size) > room;
        };
        if (!wide(text)) return text;
        std::size_t end = text.size();
        while (end > 0 && wide(text.substr(0, end) + " …")) end = utf8::before(text, end);
        return text.substr(0, end) + " …";
    }

    void code(const Stage* stage) {
        const Rect r{area_.x, area_.bottom() - 48, area_.w, 48};
        const Colour rest = kit_.dark ? kit_.t.well : kit_.t.hover;
        if (!stage) return kit_.pen.fill(r, 10, rest);
        const Touch touch = kit_.hand.touch(kit_.pen, "controls/code", {r.x, r.y, r.w - 48, r.h});
        kit_.pen.fill(r, 10, touch.held ? kit_.t.track : mix(rest, kit_.t.track, touch.warm));
        if (touch.clicked) f_.open(Popover::code, "controls/code", r);
        if (kit_.hand.lingers("controls/code", touch.hovered))
            kit_.tip = Kit::Tip{r, f_.say("code.open"), {}};
        kit_.ring(touch, r, 10);
        const std::string text = code_line(*stage->op, stage->params);
        const double room = r.w - 16 - 52;
        double size = narrow_ ? 13 : 15;
        if (kit_.pen.width(text, Weight::medium, size) > room) size = 13;
        kit_.pen.text({r.x + 16, r.y + 24}, fitted(text, size, room), Weight::medium, size, kit_.t.ink);
        const Rect copy{right() - 40, r.y + 6, 36, 36};
        const bool copied = f_.memory.copied_for > 0;
        if (ghost(kit_, "controls/code/copy", copy, copied ? icons::check() : icons::copy(),
                  {.tip = f_.say(copied ? "controls.code.copied" : "controls.code.copy"), .key = {}})) {
            f_.memory.clipboard = text;
            f_.memory.copied_for = 1.5;
        }
        kit_.says("controls/code", r, text, true, text);
    }
};

}  // namespace

void controls_pane(Frame& f) { Panel(f).draw(); }

bool controls_drawer(Frame& f) {
    if (!f.layout.drawer) return true;
    const Rect card = f.layout.panel.outset(20);
    shell(f.kit, card);
    f.kit.pen.fill(card.outset(-1), 15, f.kit.t.desk);
    controls_pane(f);
    f.kit.hand.touch(f.kit.pen, "controls/drawer", card, true, false);
    return f.kit.hand
        .touch(f.kit.pen, "controls/outside", {0, 0, f.layout.width, f.layout.height}, true, false)
        .clicked;
}

}  // namespace pw
