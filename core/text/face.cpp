#include "core/text/face.h"

#include <ft2build.h>

#include <algorithm>
#include <cmath>

#include FT_FREETYPE_H
#include FT_OUTLINE_H

namespace pw {

namespace {

constexpr int fraction = 64;  // FreeType counts in 26.6
// Unhinted and from the outline even where the font brings bitmaps for small sizes (WenQuanYi does).
constexpr FT_Int32 load_flags = FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP;
// Larger glyphs are no text any more; it keeps a bitmap within some 16 MB.
constexpr double largest = 4096;

hb_font_t* make_shaper(const FaceFile& file) {
    hb_blob_t* blob = hb_blob_create_from_file_or_fail(file.path.c_str());
    if (!blob) return nullptr;
    hb_face_t* face = hb_face_create(blob, static_cast<unsigned>(file.index) & 0xFFFF);
    hb_blob_destroy(blob);
    hb_font_t* font = hb_font_create(face);
    hb_face_destroy(face);
    // fontconfig's and FreeType's convention: the upper half is a variable font's named instance, from 1.
    if (const int instance = file.index >> 16; instance > 0)
        hb_font_set_var_named_instance(font, static_cast<unsigned>(instance - 1));
    return font;
}

bool empty_row(const GlyphBitmap& b, int y) {
    const auto row = b.coverage.begin() + std::ptrdiff_t{y} * b.width;
    return std::all_of(row, row + b.width, [](auto c) { return c == 0; });
}

bool empty_column(const GlyphBitmap& b, int x) {
    for (int y = 0; y < b.height; ++y)
        if (b.coverage[static_cast<std::size_t>(y) * b.width + x]) return false;
    return true;
}

// The box of the control points may be larger than what they draw.
GlyphBitmap cropped(const GlyphBitmap& b) {
    int x0 = 0, y0 = 0, x1 = b.width, y1 = b.height;
    while (y0 < y1 && empty_row(b, y0)) ++y0;
    while (y1 > y0 && empty_row(b, y1 - 1)) --y1;
    if (y0 == y1) return {};
    while (empty_column(b, x0)) ++x0;
    while (empty_column(b, x1 - 1)) --x1;
    GlyphBitmap out{x1 - x0, y1 - y0, b.left + x0, b.top - y0, {}};
    for (int y = y0; y < y1; ++y) {
        const auto row = b.coverage.begin() + std::ptrdiff_t{y} * b.width;
        out.coverage.insert(out.coverage.end(), row + x0, row + x1);
    }
    return out;
}

// Collects FreeType's callbacks; `k` turns font units into px.
struct Pen {
    Outline outline;
    double k = 1;
    Vec2 at;

    Vec2 px(const FT_Vector* v) const {
        return {static_cast<double>(v->x) * k, -static_cast<double>(v->y) * k};
    }
    void add(Outline::Verb verb, Vec2 a, Vec2 b = {}, Vec2 c = {}) {
        outline.segments.push_back({verb, {a, b, c}});
        at = verb == Outline::Verb::cubic ? c : a;
    }
};

int move_to(const FT_Vector* to, void* pen) {
    auto& p = *static_cast<Pen*>(pen);
    p.add(Outline::Verb::move, p.px(to));
    return 0;
}
int line_to(const FT_Vector* to, void* pen) {
    auto& p = *static_cast<Pen*>(pen);
    p.add(Outline::Verb::line, p.px(to));
    return 0;
}
int conic_to(const FT_Vector* control, const FT_Vector* to, void* pen) {
    auto& p = *static_cast<Pen*>(pen);
    const Vec2 c = p.px(control), end = p.px(to);
    p.add(Outline::Verb::cubic, lerp(p.at, c, 2. / 3), lerp(end, c, 2. / 3), end);
    return 0;
}
int cubic_to(const FT_Vector* a, const FT_Vector* b, const FT_Vector* to, void* pen) {
    auto& p = *static_cast<Pen*>(pen);
    p.add(Outline::Verb::cubic, p.px(a), p.px(b), p.px(to));
    return 0;
}

}  // namespace

Library::Library() {
    if (FT_Init_FreeType(&library_)) library_ = nullptr;
}

Library::~Library() {
    if (library_) FT_Done_FreeType(library_);
}

std::unique_ptr<Face> Face::open(const Library& library, const FaceFile& file) {
    std::unique_ptr<Face> face(new Face);
    face->library_ = library.get();
    if (!library.get() || FT_New_Face(library.get(), file.path.c_str(), file.index, &face->face_))
        return nullptr;
    if (!FT_IS_SCALABLE(face->face_)) return nullptr;
    face->shaper_ = make_shaper(file);
    return face->shaper_ ? std::move(face) : nullptr;
}

Face::~Face() {
    if (shaper_) hb_font_destroy(shaper_);
    if (face_) FT_Done_Face(face_);
}

bool Face::has(char32_t character) const {
    hb_codepoint_t glyph = 0;
    return hb_font_get_nominal_glyph(shaper_, character, &glyph);
}

double Face::units_per_em() const { return hb_face_get_upem(hb_font_get_face(shaper_)); }

GlyphBitmap Face::rasterise(std::uint32_t glyph, double px, double shift) const {
    if (!(px > 0) || px > largest) return {};
    const auto size = static_cast<FT_F26Dot6>(std::lround(px * fraction));
    if (FT_Set_Char_Size(face_, size, size, 72, 72) || FT_Load_Glyph(face_, glyph, load_flags)) return {};
    if (face_->glyph->format != FT_GLYPH_FORMAT_OUTLINE) return {};
    FT_Outline& outline = face_->glyph->outline;
    FT_Outline_Translate(&outline, std::lround(shift * fraction), 0);
    FT_BBox box;
    FT_Outline_Get_CBox(&outline, &box);
    const auto left = box.xMin >> 6, bottom = box.yMin >> 6, right = (box.xMax + 63) >> 6,
               top = (box.yMax + 63) >> 6;
    if (right <= left || top <= bottom) return {};

    GlyphBitmap out{static_cast<int>(right - left),
                    static_cast<int>(top - bottom),
                    static_cast<int>(left),
                    static_cast<int>(top),
                    {}};
    out.coverage.resize(static_cast<std::size_t>(out.width) * out.height);
    FT_Outline_Translate(&outline, -left * fraction, -bottom * fraction);
    FT_Bitmap bitmap{};
    bitmap.rows = static_cast<unsigned>(out.height);
    bitmap.width = static_cast<unsigned>(out.width);
    bitmap.pitch = out.width;
    bitmap.buffer = out.coverage.data();
    bitmap.num_grays = 256;
    bitmap.pixel_mode = FT_PIXEL_MODE_GRAY;
    if (FT_Outline_Get_Bitmap(library_, &outline, &bitmap)) return {};
    return cropped(out);
}

Outline Face::outline(std::uint32_t glyph, double px) const {
    if (FT_Load_Glyph(face_, glyph, load_flags | FT_LOAD_NO_SCALE)) return {};
    if (face_->glyph->format != FT_GLYPH_FORMAT_OUTLINE) return {};
    Pen pen;
    pen.k = px / units_per_em();
    const FT_Outline_Funcs callbacks{move_to, line_to, conic_to, cubic_to, 0, 0};
    FT_Outline_Decompose(&face_->glyph->outline, &callbacks, &pen);
    return pen.outline;
}

}  // namespace pw
