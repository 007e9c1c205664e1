#include "core/export/tikz.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "core/export/flat_parts.h"
#include "core/export/short_number.h"
#include "core/export/tikz_text.h"
#include "core/export/trimmed_text.h"
#include "core/figure/reduce.h"

namespace pw {

namespace {

constexpr double points_per_mm = 72.27 / 25.4;
constexpr double text_points = 10;  // every text is set in this size and scaled: no font lacks it
constexpr double seam = .4;         // px that a picture's cells reach under the next ones

std::string num(double v) { return short_number(v); }
std::string at(Vec2 p) { return "(" + num(p.x) + "," + num(p.y) + ")"; }
std::string box(const Rect& r) { return at({r.x, r.y}) + " rectangle " + at({r.right(), r.bottom()}); }

class Writer {
  public:
    Writer(const Scene& scene, const TikzOptions& options)
        : scene_(scene),
          options_(options),
          unit_(std::min(options.width_mm / scene.width, options.height_mm / scene.height) * points_per_mm) {}

    std::string write() {
        if (!options_.transparent) {
            const std::string page = colour(scene_.page);
            out_ += "\\fill[" + page + "] " + box({0, 0, scene_.width, scene_.height}) + ";\n";
        }
        for (const Group& g : scene_.groups) {
            const std::size_t before = out_.size();
            out_ += "% " + g.name + "\n";
            const std::size_t begun = out_.size();
            for (const Item& item : g.items) std::visit([this](const auto& i) { add(i); }, item);
            if (out_.size() == begun) out_.resize(before);
        }
        return head() + out_ + "\\end{tikzpicture}\n\\end{document}\n";
    }

  private:
    std::string head() const {
        std::string s =
            "% A figure by Poolwalk. By itself: pdflatex FILE. In a talk: \\usepackage{standalone} and\n"
            "% \\usepackage{tikz}, then \\input{FILE}, or \\includestandalone[width=\\linewidth]{FILE}.\n";
        if (chinese_)
            s += "% It has Chinese in it: xelatex FILE; the talk needs \\usepackage[scheme=plain]{ctex}, "
                 "too.\n";
        if (!options_.share_line.empty()) s += "% " + one_line(options_.share_line) + "\n";
        s += "\\documentclass[tikz]{standalone}\n";
        if (chinese_) s += "\\usepackage[scheme=plain]{ctex}\n";
        s += fmt::format(
            "\\begin{{document}}\n"
            "\\begin{{tikzpicture}}[x={0}pt, y=-{0}pt, line join=round,\n"
            "  poolwalk text/.style={{inner sep=0, outer sep=0, "
            "font=\\sffamily\\fontsize{{{1}}}{{{1}}}\\selectfont}}]\n"
            "\\useasboundingbox {2};\n",
            short_number(unit_, 5), num(text_points), box({0, 0, scene_.width, scene_.height}));
        for (const std::string& hex : colours_) s += "\\definecolor{pw" + hex + "}{HTML}{" + hex + "}\n";
        return s;
    }

    static std::string one_line(std::string s) {
        std::replace_if(
            s.begin(), s.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
        return s;
    }

    std::string colour(Colour c) {
        const std::string hex = to_hex(c).substr(1);
        colours_.insert(hex);
        return "pw" + hex;
    }
    std::string paint(std::string_view what, Colour c) {
        std::string s = fmt::format("{}={}", what, colour(c));
        if (c.a < 1) s += fmt::format(", {} opacity={}", what, short_number(static_cast<double>(c.a), 3));
        return s;
    }
    std::string points(double px) const { return short_number(px * unit_, 3) + "pt"; }
    std::string corners(double radius) const {
        return radius > 0 ? ", rounded corners=" + points(radius) : "";
    }
    std::string dash(double on, double off) const {
        return on > 0 ? ", dash pattern=on " + points(on) + " off " + points(off) : "";
    }
    std::string stroke(Colour c, double width, double on, double off) {
        return paint("draw", c) + ", line width=" + points(width) + dash(on, off);
    }

    void begin_clip(const Rect& r, double radius) {
        out_ += "\\begin{scope}\\clip" + (radius > 0 ? "[rounded corners=" + points(radius) + "]" : "") +
                " " + box(r) + ";\n";
    }
    void end_clip() { out_ += "\\end{scope}\n"; }

    void shadow(const Cell& c) {
        for (const ShadowBox& b : shadow_boxes(c))
            out_ += "\\fill[black, fill opacity=" + short_number(b.alpha, 4) + corners(b.radius) + "] " +
                    box(b.rect) + ";\n";
    }

    void hatch(const Cell& c) {
        const auto lines = hatch_lines(c);
        if (lines.empty()) return;
        begin_clip(c.rect, c.radius);
        out_ += "\\path[" + stroke(c.hatch_colour, c.hatch_width, 0, 0) + "]";
        for (const auto& [from, to] : lines) out_ += " " + at(from) + " -- " + at(to);
        out_ += ";\n";
        end_clip();
    }

    void add(const Cell& c) {
        shadow(c);
        if (c.fill.a > 0)
            out_ += "\\path[" + paint("fill", c.fill) + corners(c.radius) + "] " + box(c.rect) + ";\n";
        hatch(c);
        if (c.edge.a <= 0 || c.edge_width <= 0) return;
        out_ += "\\path[" + stroke(c.edge, c.edge_width, c.dash_on, c.dash_off) +
                (c.radius > 0 ? "" : ", line join=miter") + corners(c.radius - c.edge_width / 2) + "] " +
                box(c.rect.outset(-c.edge_width / 2)) + ";\n";
    }

    // Equal neighbours in a row are one rectangle.
    void add(const Heatmap& whole) {
        const Rect seen = seen_of(whole);
        if (!whole.image || whole.image->rgba.empty() || whole.alpha <= 0 || seen.w <= 0 || seen.h <= 0)
            return;
        const Heatmap h = cropped(whole);
        const Image image = reduced(*h.image, h.rect.w, h.rect.h);
        const double w = h.rect.w / image.width, height = h.rect.h / image.height;
        begin_clip(seen, h.radius);
        for (int y = 0; y < image.height; ++y)
            for (int x = 0, end = 0; x < image.width; x = end) {
                const std::uint8_t* p = &image.rgba[4u * static_cast<std::size_t>(y * image.width + x)];
                for (end = x + 1; end < image.width && std::equal(p, p + 4, p + 4 * (end - x));) ++end;
                const Colour c = Colour::hex(static_cast<std::uint32_t>(p[0] << 16 | p[1] << 8 | p[2]),
                                             static_cast<float>(p[3] / 255. * h.alpha));
                // Viewers show a seam between neighbours that only touch.
                const double over = c.a < 1 ? 0 : seam;
                if (c.a > 0)
                    out_ +=
                        "\\path[" + paint("fill", c) + "] " +
                        box({h.rect.x + x * w, h.rect.y + y * height, (end - x) * w + over, height + over}) +
                        ";\n";
            }
        end_clip();
    }

    void add(const Path& p) {
        const bool stroked = p.stroke.a > 0 && p.width > 0;
        if (p.segments.empty() || (p.fill.a <= 0 && !stroked)) return;
        std::string how;
        if (p.fill.a > 0) how = paint("fill", p.fill);
        if (stroked)
            how += (how.empty() ? "" : ", ") + stroke(p.stroke, p.width, p.dash_on, p.dash_off) +
                   (p.butt ? "" : ", line cap=round");
        out_ += "\\path[" + how + "]";
        for (const Path::Segment& s : p.segments) switch (s.verb) {
                case Path::Verb::move:
                    out_ += " " + at(s.p[0]);
                    break;
                case Path::Verb::line:
                    out_ += " -- " + at(s.p[0]);
                    break;
                case Path::Verb::cubic:
                    curve(s.p);
                    break;
                case Path::Verb::close:
                    out_ += " -- cycle";
                    break;
            }
        out_ += ";\n";
    }

    void curve(const Vec2* p) { out_ += " .. controls " + at(p[0]) + " and " + at(p[1]) + " .. " + at(p[2]); }

    void add(const Band& b) {
        if (b.fill.a <= 0) return;
        const Vec2 back[] = {b.lower[2], b.lower[1], b.lower[0]};
        out_ += "\\path[" + paint("fill", b.fill) + "] " + at(b.upper[0]);
        curve(b.upper + 1);
        out_ += " -- " + at(b.lower[3]);
        curve(back);
        out_ += " -- cycle;\n";
    }

    // What stood between spaces is set about its middle, so that a wider font doesn't reach its neighbour.
    static Text placed(const Text& whole) {
        Text t = trimmed(whole);
        if (t.text.size() == whole.text.size()) return t;
        const double to_the_middle = t.width * (1 - static_cast<int>(t.align)) / 2;
        t.at.x += t.turned ? -to_the_middle : to_the_middle;
        t.align = Align::middle;
        return t;
    }

    // \boldmath does something after its group, which has to end within the node.
    static std::string content(const Text& t) {
        const std::string text = tex_escaped(t.text);
        if (t.weight != Weight::semibold) return "{" + text + "}";
        const bool signs = text.find("\\ensuremath") != text.npos;
        return signs ? "{{\\bfseries\\boldmath " + text + "}}" : "{\\bfseries " + text + "}";
    }

    void add(const Text& whole) {
        const Text t = placed(whole);
        if (t.colour.a <= 0 || t.text.empty()) return;
        static constexpr const char* anchors[] = {"base west", "base", "base east"};
        chinese_ = chinese_ || has_chinese(t.text);
        out_ += "\\node[poolwalk text, anchor=" + std::string(anchors[static_cast<int>(t.align)]) +
                ", scale=" + short_number(t.size * unit_ / text_points, 4) + ", " + paint("text", t.colour) +
                (t.turned ? ", rotate=180" : "") + "] at " + at(t.at) + " " + content(t) + ";\n";
    }

    const Scene& scene_;
    const TikzOptions& options_;
    const double unit_;  // points a px
    std::string out_;
    std::set<std::string> colours_;
    bool chinese_ = false;
};

std::optional<Heatmap> too_large(const Scene& scene) {
    for (const Group& g : scene.groups)
        for (const Item& item : g.items) {
            const auto* whole = std::get_if<Heatmap>(&item);
            if (!whole || !whole->image) continue;
            const Heatmap h = cropped(*whole);
            const auto beyond = [](int pixels, double page) {
                return std::min<double>(pixels, std::ceil(page)) > limits::tikz_cells;
            };
            if (beyond(h.image->width, h.rect.w) || beyond(h.image->height, h.rect.h)) return h;
        }
    return std::nullopt;
}

}  // namespace

Expected<std::string> to_tikz(const Scene& scene, const TikzOptions& options) {
    if (const auto h = too_large(scene))
        return fail("problem.tikz.picture", {std::int64_t{h->image->width}, std::int64_t{h->image->height},
                                             std::int64_t{limits::tikz_cells}});
    return Writer(scene, options).write();
}

}  // namespace pw
