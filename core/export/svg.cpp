#include "core/export/svg.h"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

#include "core/tensor/image.h"

namespace pw {

namespace {

// At most two decimals, no trailing zeros: small files that read well.
std::string num(double v) {
    std::string s = fmt::format("{:.2f}", v);
    s.erase(s.find_last_not_of('0') + 1);
    if (s.back() == '.') s.pop_back();
    return s == "-0" ? "0" : s;
}

std::string escaped(std::string_view text) {
    std::string out;
    for (char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else
            out += c;
    }
    return out;
}

std::string paint(std::string_view what, Colour c) {
    if (c.a <= 0) return fmt::format(" {}=\"none\"", what);
    std::string s = fmt::format(" {}=\"{}\"", what, to_hex(c));
    if (c.a < 1) s += fmt::format(" {}-opacity=\"{}\"", what, num(static_cast<double>(c.a)));
    return s;
}

std::string id_of(const std::string& id) { return id.empty() ? "" : " id=\"" + escaped(id) + "\""; }

std::string box(const Rect& r, double radius) {
    return fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\"", num(r.x), num(r.y),
                       num(r.w), num(r.h), num(std::max(0., radius)));
}

std::string base64(std::string_view bytes) {
    static constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        unsigned v = 0;
        const std::size_t n = std::min<std::size_t>(3, bytes.size() - i);
        for (std::size_t k = 0; k < 3; ++k)
            v = v << 8 | (k < n ? static_cast<unsigned char>(bytes[i + k]) : 0u);
        for (std::size_t k = 0; k < 4; ++k) out += k <= n ? digits[v >> (18 - 6 * k) & 63] : '=';
    }
    return out;
}

class Writer {
  public:
    explicit Writer(const Scene& scene) : scene_(scene) {}

    std::string write() {
        out_ += fmt::format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xml:space=\"preserve\" width=\"{0}\" height=\"{1}\" "
            "viewBox=\"0 0 {0} {1}\">\n"
            "<style>text{{font-family:Inter,\"Noto Sans CJK SC\",\"WenQuanYi Micro Hei\",sans-serif;"
            "font-variant-numeric:tabular-nums;font-feature-settings:\"tnum\",\"calt\" 0;white-space:pre}}"
            "path{{stroke-linecap:round;stroke-linejoin:round}}image{{image-rendering:pixelated}}</style>\n",
            num(scene_.width), num(scene_.height));
        out_ += box({0, 0, scene_.width, scene_.height}, 0) + paint("fill", scene_.page) + "/>\n";
        for (const Group& g : scene_.groups) {
            if (g.items.empty()) continue;
            out_ += "<g class=\"" + escaped(g.name) + "\">\n";
            for (const Item& item : g.items) std::visit([this](const auto& i) { add(i); }, item);
            out_ += "</g>\n";
        }
        return out_ + "</svg>\n";
    }

  private:
    // Six nested rectangles stand in for a blur, so that no reader needs filters.
    void shadow(const Cell& c) {
        if (c.shadow_alpha <= 0 || c.shadow_sigma <= 0) return;
        const Rect base = c.rect.moved({0, c.shadow_y});
        for (int i = 0; i < 6; ++i) {
            const double grow = (i - 2.5) * c.shadow_sigma / 3;
            out_ += box(base.outset(grow), c.radius + grow) +
                    fmt::format(" fill=\"#000000\" fill-opacity=\"{:.4f}\"/>\n", c.shadow_alpha / 6);
        }
    }

    void hatch(const Cell& c) {
        if (c.hatch == Hatch::none || c.hatch_colour.a <= 0) return;
        const int clip = ++clips_;
        out_ += fmt::format("<clipPath id=\"clip{}\">", clip) + box(c.rect, c.radius) + "/></clipPath>\n";
        // Lines where x + y (rising) or x - y (falling) is a whole number of periods: neighbours join.
        const bool rising = c.hatch == Hatch::rising;
        const double step = c.hatch_period;
        const Rect& r = c.rect;
        const double low = rising ? r.x + r.y : r.x - r.bottom(),
                     high = rising ? r.right() + r.bottom() : r.right() - r.y;
        std::string d;
        for (double k = std::ceil(low / step) * step; k <= high; k += step)
            d += rising ? fmt::format("M{} {}L{} {}", num(k - r.bottom()), num(r.bottom()), num(k - r.y),
                                      num(r.y))
                        : fmt::format("M{} {}L{} {}", num(k + r.y), num(r.y), num(k + r.bottom()),
                                      num(r.bottom()));
        out_ += fmt::format("<path clip-path=\"url(#clip{})\" d=\"{}\" fill=\"none\"", clip, d) +
                paint("stroke", c.hatch_colour) + fmt::format(" stroke-width=\"{}\"/>\n", num(c.hatch_width));
    }

    void add(const Cell& c) {
        shadow(c);
        if (c.fill.a > 0) out_ += box(c.rect, c.radius) + id_of(c.id) + paint("fill", c.fill) + "/>\n";
        hatch(c);
        if (c.edge.a <= 0 || c.edge_width <= 0) return;
        out_ += box(c.rect.outset(-c.edge_width / 2), c.radius - c.edge_width / 2) + " fill=\"none\"" +
                paint("stroke", c.edge) + fmt::format(" stroke-width=\"{}\"", num(c.edge_width));
        if (c.dash_on > 0)
            out_ += fmt::format(" stroke-dasharray=\"{} {}\"", num(c.dash_on), num(c.dash_off));
        out_ += "/>\n";
    }

    // Clear pixels become the page: what is written has no transparency.
    void add(const Heatmap& h) {
        const Image& image = *h.image;
        std::vector<float> values(static_cast<std::size_t>(image.width) * image.height * 3);
        const std::size_t plane = values.size() / 3;
        const float page[3] = {scene_.page.r, scene_.page.g, scene_.page.b};
        for (std::size_t i = 0; i < plane; ++i)
            for (std::size_t k = 0; k < 3; ++k) {
                const float a = static_cast<float>(image.rgba[4 * i + 3]) / 255.f;
                values[k * plane + i] =
                    std::round(static_cast<float>(image.rgba[4 * i + k]) * a + page[k] * 255 * (1 - a));
            }
        const auto png = write_png(Tensor({1, 3, image.height, image.width}, std::move(values)));
        if (!png) return;
        const int clip = ++clips_;
        out_ += fmt::format("<clipPath id=\"clip{}\">", clip) + box(h.rect, h.radius) + "/></clipPath>\n";
        out_ += fmt::format(
            "<image{} clip-path=\"url(#clip{})\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" "
            "preserveAspectRatio=\"none\" opacity=\"{}\" href=\"data:image/png;base64,{}\"/>\n",
            id_of(h.id), clip, num(h.rect.x), num(h.rect.y), num(h.rect.w), num(h.rect.h), num(h.alpha),
            base64(png->bytes));
    }

    void add(const Path& p) {
        std::string d;
        for (const Path::Segment& s : p.segments) {
            switch (s.verb) {
                case Path::Verb::move:
                    d += fmt::format("M{} {}", num(s.p[0].x), num(s.p[0].y));
                    break;
                case Path::Verb::line:
                    d += fmt::format("L{} {}", num(s.p[0].x), num(s.p[0].y));
                    break;
                case Path::Verb::cubic:
                    d += fmt::format("C{} {} {} {} {} {}", num(s.p[0].x), num(s.p[0].y), num(s.p[1].x),
                                     num(s.p[1].y), num(s.p[2].x), num(s.p[2].y));
                    break;
                case Path::Verb::close:
                    d += "Z";
                    break;
            }
        }
        out_ +=
            "<path" + id_of(p.id) + " d=\"" + d + "\"" + paint("fill", p.fill) + paint("stroke", p.stroke);
        if (p.width > 0) out_ += fmt::format(" stroke-width=\"{}\"", num(p.width));
        if (p.butt) out_ += " style=\"stroke-linecap:butt\"";
        if (p.dash_on > 0)
            out_ += fmt::format(" stroke-dasharray=\"{} {}\"", num(p.dash_on), num(p.dash_off));
        out_ += "/>\n";
    }

    void add(const Band& b) {
        const Vec2 *u = b.upper, *l = b.lower;
        out_ += fmt::format("<path d=\"M{} {}C{} {} {} {} {} {}L{} {}C{} {} {} {} {} {}Z\"", num(u[0].x),
                            num(u[0].y), num(u[1].x), num(u[1].y), num(u[2].x), num(u[2].y), num(u[3].x),
                            num(u[3].y), num(l[3].x), num(l[3].y), num(l[2].x), num(l[2].y), num(l[1].x),
                            num(l[1].y), num(l[0].x), num(l[0].y)) +
                paint("fill", b.fill) + "/>\n";
    }

    // Anchored at its middle or end, so that a reader with another Inter still sees it in place.
    void add(const Text& t) {
        static constexpr const char* anchors[] = {"start", "middle", "end"};
        static constexpr int weights[] = {400, 500, 600};
        out_ += fmt::format("<text{} x=\"{}\" y=\"{}\" font-size=\"{}\" font-weight=\"{}\"", id_of(t.id),
                            num(t.at.x), num(t.at.y), num(t.size), weights[static_cast<int>(t.weight)]) +
                paint("fill", t.colour);
        if (t.align != Align::left)
            out_ += fmt::format(" text-anchor=\"{}\"", anchors[static_cast<int>(t.align)]);
        out_ += ">" + escaped(t.text) + "</text>\n";
    }

    const Scene& scene_;
    std::string out_;
    int clips_ = 0;
};

}  // namespace

std::string to_svg(const Scene& scene) { return Writer(scene).write(); }

}  // namespace pw
