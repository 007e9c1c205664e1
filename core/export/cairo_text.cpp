#include "core/export/cairo_text.h"

#include <cairo-ft.h>

#include <span>
#include <string>

#include "core/base/utf8.h"
#include "core/export/glyph_masks.h"
#include "core/text/shape.h"

namespace pw {

struct CairoText::Library {
    FT_Library ft = nullptr;
    Library() {
        if (FT_Init_FreeType(&ft)) ft = nullptr;
    }
    ~Library() {
        if (ft) FT_Done_FreeType(ft);
    }
};

namespace {

// What cairo's own text calls take: glyphs and the bytes that each group of them stands for.
struct Run {
    std::vector<cairo_glyph_t> glyphs;
    std::vector<cairo_text_cluster_t> clusters;
    std::string utf8;
};

bool in_order(std::span<const Glyph> glyphs) {
    for (std::size_t i = 1; i < glyphs.size(); ++i)
        if (glyphs[i].character < glyphs[i - 1].character) return false;
    return true;
}

// `end`: the first character that belongs to what follows.
Run run_of(std::span<const Glyph> glyphs, const std::u32string& text, std::size_t end, Vec2 start) {
    Run run;
    for (std::size_t i = 0; i < glyphs.size();) {
        std::size_t next = i;
        while (next < glyphs.size() && glyphs[next].character == glyphs[i].character) ++next;
        const std::size_t until = next < glyphs.size() ? glyphs[next].character : end;
        const std::size_t before = run.utf8.size();
        for (std::size_t c = glyphs[i].character; c < until; ++c) run.utf8 += utf8::encoded(text[c]);
        run.clusters.push_back({static_cast<int>(run.utf8.size() - before), static_cast<int>(next - i)});
        for (; i < next; ++i)
            run.glyphs.push_back({glyphs[i].id, start.x + glyphs[i].x, start.y + glyphs[i].y});
    }
    return run;
}

void show(cairo_t* cr, const Run& run) {
    cairo_show_text_glyphs(cr, run.utf8.c_str(), static_cast<int>(run.utf8.size()), run.glyphs.data(),
                           static_cast<int>(run.glyphs.size()), run.clusters.data(),
                           static_cast<int>(run.clusters.size()), static_cast<cairo_text_cluster_flags_t>(0));
}

}  // namespace

CairoText::CairoText(const Fonts& fonts) : fonts_(fonts), library_(std::make_shared<Library>()) {}

CairoText::~CairoText() {
    for (cairo_font_face_t* f : faces_)
        if (f) cairo_font_face_destroy(f);
}

// The FT_Face and the library live as long as cairo keeps the face.
cairo_font_face_t* CairoText::face(std::uint32_t index) {
    if (index >= faces_.size()) faces_.resize(index + 1);
    if (faces_[index]) return faces_[index];
    struct Held {
        std::shared_ptr<Library> library;
        FT_Face face;
    };
    static const cairo_user_data_key_t key{};
    const FaceFile& file = fonts_.faces()[index];
    FT_Face opened = nullptr;
    if (!library_->ft || FT_New_Face(library_->ft, file.path.c_str(), file.index, &opened)) return nullptr;
    cairo_font_face_t* made =
        cairo_ft_font_face_create_for_ft_face(opened, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP);
    const auto release = [](void* p) {
        auto* held = static_cast<Held*>(p);
        FT_Done_Face(held->face);
        delete held;
    };
    cairo_font_face_set_user_data(made, &key, new Held{library_, opened}, release);
    return faces_[index] = made;
}

void CairoText::draw(const Text& t, cairo_t* cr) {
    const Shaped& shaped = fonts_.shape(t.text, t.weight, t.size);
    const std::u32string text = characters_of(t.text);
    const std::span<const Glyph> all(shaped.glyphs);
    cairo_save(cr);
    cairo_translate(cr, t.at.x, t.at.y);
    if (t.turned) cairo_scale(cr, -1, -1);
    cairo_set_source_rgba(cr, t.colour.r, t.colour.g, t.colour.b, t.colour.a);
    cairo_set_font_size(cr, t.size);
    for (std::size_t i = 0; i < all.size();) {
        std::size_t next = i;
        while (next < all.size() && all[next].face == all[i].face) ++next;
        const auto glyphs = all.subspan(i, next - i);
        const std::size_t end = next < all.size() ? all[next].character : text.size();
        i = next;
        cairo_font_face_t* f = face(glyphs.front().face);
        if (!f) continue;
        cairo_set_font_face(cr, f);
        const Vec2 start{start_of(t, shaped.width), 0};
        if (in_order(glyphs) && glyphs.back().character < end) {
            show(cr, run_of(glyphs, text, end, start));
        } else {  // written from right to left
            std::vector<cairo_glyph_t> plain;
            for (const Glyph& g : glyphs) plain.push_back({g.id, start.x + g.x, g.y});
            cairo_show_glyphs(cr, plain.data(), static_cast<int>(plain.size()));
        }
    }
    cairo_restore(cr);
}

}  // namespace pw
