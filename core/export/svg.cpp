#include "core/export/svg.h"

#include <cmath>
#include <set>

#include "core/export/flat_parts.h"
#include "core/export/image_bytes.h"
#include "core/export/short_number.h"
#include "core/export/svg_outline.h"
#include "core/export/trimmed_text.h"
#include "core/figure/reduce.h"

namespace pw {

namespace {

std::string num(double v) { return short_number(v); }

// What XML doesn't allow at all (control characters) is left out.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else if (static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n')
            out += c;
    }
    return out;
}

std::string attribute(std::string_view name, std::string_view value) {
    return fmt::format(" {}=\"{}\"", name, value);
}
std::string attribute(std::string_view name, double value) { return attribute(name, num(value)); }

std::string paint(std::string_view what, Colour c) {
    if (c.a <= 0) return attribute(what, "none");
    std::string s = attribute(what, to_hex(c));
    if (c.a < 1) s += attribute(fmt::format("{}-opacity", what), short_number(static_cast<double>(c.a), 3));
    return s;
}

std::string box(const Rect& r, double radius) {
    std::string s = fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"", num(r.x), num(r.y),
                                num(r.w), num(r.h));
    if (radius > 0) s += attribute("rx", radius);
    return s;
}

std::string points(const Vec2* p, int count) {
    std::string s;
    for (int i = 0; i < count; ++i) s += fmt::format("{}{} {}", i ? " " : "", num(p[i].x), num(p[i].y));
    return s;
}

// As many pixels as the page has for it. Few pixels are repeated, since presentation programs smooth what
// they enlarge.
Image for_page(const Image& image, const Rect& rect) {
    const Image fit = reduced(image, rect.w, rect.h);
    const double times = std::ceil(std::max(rect.w / fit.width, rect.h / fit.height));
    return times >= 3 ? repeated(fit, static_cast<int>(times)) : fit;
}

class Writer {
  public:
    Writer(const Scene& scene, const SvgOptions& options) : scene_(scene), options_(options) {}

    std::string write() {
        head();
        if (!options_.transparent)
            out_ += box({0, 0, scene_.width, scene_.height}, 0) + attribute("id", unique("page")) +
                    paint("fill", scene_.page) + "/>\n";
        for (const Group& g : scene_.groups) {
            std::string before = std::move(out_);
            out_.clear();
            const std::string id = unique(g.name);
            for (const Item& item : g.items) std::visit([this](const auto& i) { add(i); }, item);
            if (out_.empty())
                ids_.erase(id);
            else
                before += "<g" + attribute("id", id) + attribute("class", escaped(g.name)) + ">\n" + out_ +
                          "</g>\n";
            out_ = std::move(before);
        }
        return std::move(out_) + "</svg>\n";
    }

  private:
    // Arial, Helvetica and Liberation Sans run narrower than Inter: without it nothing runs into its
    // neighbour.
    void head() {
        out_ = fmt::format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
            "xml:space=\"preserve\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\"",
            num(scene_.width), num(scene_.height));
        if (!options_.outlines)
            out_ +=
                attribute("font-family",
                          "Inter, Helvetica, Arial, 'Liberation Sans', 'Noto Sans CJK SC', "
                          "'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', 'WenQuanYi Micro Hei', "
                          "sans-serif");
        out_ += ">\n";
        if (!options_.share_line.empty())
            out_ += "<metadata>" + escaped(options_.share_line) + "</metadata>\n";
        out_ += "<style>";
        if (!options_.outlines)
            out_ +=
                "text{font-variant-numeric:tabular-nums;font-feature-settings:\"tnum\",\"calt\" "
                "0;white-space:pre}";
        out_ += "image{image-rendering:pixelated}</style>\n";
    }

    // A name that XML allows and that nothing else here has.
    std::string unique(std::string_view name) {
        std::string id;
        for (const char c : name) {
            const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            const bool inside = letter || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
            if (id.empty() && !letter) id = "_";
            id += inside ? c : '-';
        }
        const std::string first = id;
        for (int n = 2; !ids_.insert(id).second; ++n) id = fmt::format("{}-{}", first, n);
        return id;
    }
    std::string id_of(const std::string& id) { return id.empty() ? "" : attribute("id", unique(id)); }

    std::string clip(const Rect& rect, double radius) {
        const std::string id = unique(fmt::format("clip-{}", ++clips_));
        out_ += "<clipPath" + attribute("id", id) + ">" + box(rect, radius) + "/></clipPath>\n";
        return attribute("clip-path", "url(#" + id + ")");
    }

    void shadow(const Cell& c) {
        for (const ShadowBox& b : shadow_boxes(c))
            out_ += box(b.rect, b.radius) + attribute("fill", "#000000") +
                    attribute("fill-opacity", short_number(b.alpha, 4)) + "/>\n";
    }

    void hatch(const Cell& c) {
        std::string d;
        for (const auto& [from, to] : hatch_lines(c)) d += "M" + points(&from, 1) + "L" + points(&to, 1);
        if (d.empty()) return;
        const std::string clipped = clip(c.rect, c.radius);
        out_ += "<path" + clipped + attribute("d", d) + attribute("fill", "none") +
                paint("stroke", c.hatch_colour) + attribute("stroke-width", c.hatch_width) + "/>\n";
    }

    void dash(double on, double off) {
        if (on > 0) out_ += attribute("stroke-dasharray", num(on) + " " + num(off));
    }

    void add(const Cell& c) {
        shadow(c);
        if (c.fill.a > 0) out_ += box(c.rect, c.radius) + id_of(c.id) + paint("fill", c.fill) + "/>\n";
        hatch(c);
        if (c.edge.a <= 0 || c.edge_width <= 0) return;
        out_ += box(c.rect.outset(-c.edge_width / 2), c.radius - c.edge_width / 2);
        if (c.fill.a <= 0) out_ += id_of(c.id);
        out_ += attribute("fill", "none") + paint("stroke", c.edge) + attribute("stroke-width", c.edge_width);
        dash(c.dash_on, c.dash_off);
        out_ += "/>\n";
    }

    void add(const Heatmap& whole) {
        const Rect seen = seen_of(whole);
        if (!whole.image || whole.image->rgba.empty() || whole.alpha <= 0 || seen.w <= 0 || seen.h <= 0)
            return;
        const Heatmap h = cropped(whole);
        const std::string clipped = h.radius > 0 || h.clip.w > 0 ? clip(seen, h.radius) : "";
        out_ += "<image" + id_of(h.id) + clipped + attribute("x", h.rect.x) + attribute("y", h.rect.y) +
                attribute("width", h.rect.w) + attribute("height", h.rect.h) +
                attribute("preserveAspectRatio", "none") + attribute("image-rendering", "optimizeSpeed");
        if (h.alpha < 1) out_ += attribute("opacity", short_number(h.alpha, 3));
        out_ += " xlink:href=\"data:image/png;base64,";
        out_ += base64(image_bytes(for_page(*h.image, h.rect)));
        out_ += "\"/>\n";
    }

    void add(const Path& p) {
        const bool stroked = p.stroke.a > 0 && p.width > 0;
        if (p.segments.empty() || (p.fill.a <= 0 && !stroked)) return;
        std::string d;
        for (const Path::Segment& s : p.segments) {
            static constexpr struct {
                const char* letter;
                int points;
            } verbs[] = {{"M", 1}, {"L", 1}, {"C", 3}, {"Z", 0}};
            const auto& verb = verbs[static_cast<int>(s.verb)];
            d += verb.letter + points(s.p, verb.points);
        }
        out_ += "<path" + id_of(p.id) + attribute("d", d) + paint("fill", p.fill);
        if (stroked) {
            out_ += paint("stroke", p.stroke) + attribute("stroke-width", p.width);
            if (!p.butt) out_ += attribute("stroke-linecap", "round") + attribute("stroke-linejoin", "round");
            dash(p.dash_on, p.dash_off);
        }
        out_ += "/>\n";
    }

    void add(const Band& b) {
        if (b.fill.a <= 0) return;
        const Vec2 *u = b.upper, back[4] = {b.lower[3], b.lower[2], b.lower[1], b.lower[0]};
        out_ += "<path" + id_of(b.id) +
                attribute("d", "M" + points(u, 1) + "C" + points(u + 1, 3) + "L" + points(back, 1) + "C" +
                                   points(back + 1, 3) + "Z") +
                paint("fill", b.fill) + "/>\n";
    }

    // Anchored at its middle or end, so that a reader with another font still sees it in place.
    void add(const Text& whole) {
        if (whole.colour.a <= 0) return;
        if (options_.outlines) {
            const std::string d = outline_path(whole, *options_.outlines);
            if (!d.empty())
                out_ += "<path" + id_of(whole.id) + attribute("d", d) + paint("fill", whole.colour) + "/>\n";
            return;
        }
        const Text t = trimmed(whole);
        if (t.text.empty()) return;
        static constexpr const char* anchors[] = {"start", "middle", "end"};
        static constexpr const char* weights[] = {"400", "500", "600"};
        out_ += "<text" + id_of(t.id) + attribute("x", t.at.x) + attribute("y", t.at.y) +
                attribute("font-size", t.size);
        const Weight weight = weight_of(t.text, t.weight);
        if (weight != Weight::regular) out_ += attribute("font-weight", weights[static_cast<int>(weight)]);
        out_ += paint("fill", t.colour);
        if (t.align != Align::left) out_ += attribute("text-anchor", anchors[static_cast<int>(t.align)]);
        if (t.turned)
            out_ += attribute("transform", fmt::format("rotate(180 {} {})", num(t.at.x), num(t.at.y)));
        out_ += ">" + escaped(t.text) + "</text>\n";
    }

    const Scene& scene_;
    const SvgOptions& options_;
    std::string out_;
    std::set<std::string, std::less<>> ids_;
    int clips_ = 0;
};

}  // namespace

std::string to_svg(const Scene& scene, const SvgOptions& options) { return Writer(scene, options).write(); }

}  // namespace pw
