#include "core/text/shape.h"

#include <array>

#include "core/base/utf8.h"

namespace pw {

namespace {

// Digits of one width, so that changing numbers stand still; no contextual alternates, which turn the x
// between digits into a multiplication sign; pairs such as "To" drawn together.
constexpr std::array<hb_feature_t, 3> features = {{
    {HB_TAG('t', 'n', 'u', 'm'), 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
    {HB_TAG('c', 'a', 'l', 't'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
    {HB_TAG('k', 'e', 'r', 'n'), 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END},
}};

constexpr char32_t replacement = 0xFFFD;

// The character that begins at `at`, which is moved past it.
char32_t next(std::string_view s, std::size_t& at) {
    const auto lead = static_cast<unsigned char>(s[at++]);
    if (lead < 0x80) return lead;
    const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    if (lead < 0xC2 || lead > 0xF4) return replacement;
    char32_t c = lead & (0x3F >> more);
    for (int i = 0; i < more; ++i) {
        if (at >= s.size() || !utf8::continues(s[at])) return replacement;
        c = (c << 6) | (static_cast<unsigned char>(s[at++]) & 0x3F);
    }
    constexpr std::array<char32_t, 4> least = {0, 0x80, 0x800, 0x10000};
    const bool surrogate = c >= 0xD800 && c < 0xE000;
    return c < least[static_cast<std::size_t>(more)] || c > 0x10FFFF || surrogate ? replacement : c;
}

// Marks and joiners belong to the character before them, whatever face that has.
bool joins(char32_t c) {
    if ((c >= 0x200B && c <= 0x200F) || (c >= 0xFE00 && c <= 0xFE0F)) return true;
    const auto category = hb_unicode_general_category(hb_unicode_funcs_get_default(), c);
    return category == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK ||
           category == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK ||
           category == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK;
}

void shape_run(const std::u32string& text, std::size_t begin, std::size_t end, const Picked& run,
               Shaped& out) {
    const std::unique_ptr<hb_buffer_t, decltype(&hb_buffer_destroy)> buffer(hb_buffer_create(),
                                                                            &hb_buffer_destroy);
    static_assert(sizeof(char32_t) == sizeof(std::uint32_t));
    hb_buffer_add_utf32(buffer.get(), reinterpret_cast<const std::uint32_t*>(text.data()),
                        static_cast<int>(text.size()), static_cast<unsigned>(begin),
                        static_cast<int>(end - begin));
    hb_buffer_set_language(buffer.get(), hb_language_from_string(run.chinese ? "zh-hans" : "en", -1));
    hb_buffer_guess_segment_properties(buffer.get());
    hb_shape(run.face->shaper(), buffer.get(), features.data(), features.size());

    unsigned count = 0;
    const hb_glyph_info_t* info = hb_buffer_get_glyph_infos(buffer.get(), &count);
    const hb_glyph_position_t* place = hb_buffer_get_glyph_positions(buffer.get(), &count);
    const double k = 1 / run.face->units_per_em();
    for (unsigned i = 0; i < count; ++i) {
        out.glyphs.push_back({run.index, info[i].codepoint, out.width + place[i].x_offset * k,
                              -place[i].y_offset * k, place[i].x_advance * k, info[i].cluster});
        out.width += place[i].x_advance * k;
    }
}

}  // namespace

std::u32string characters_of(std::string_view utf8) {
    std::u32string out;
    for (std::size_t at = 0; at < utf8.size();) {
        const char32_t c = next(utf8, at);
        out += c < 0x20 || (c >= 0x7F && c < 0xA0) ? U' ' : c;
    }
    return out;
}

bool is_chinese(char32_t c) {
    return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE4F) ||
           (c >= 0xFF00 && c <= 0xFFEF) || (c >= 0x20000 && c <= 0x3FFFF);
}

Shaped shape_line(const std::u32string& text, const std::function<Picked(char32_t)>& pick) {
    Shaped out;
    std::size_t begin = 0;
    Picked run;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const Picked own = i > 0 && joins(text[i]) ? run : pick(text[i]);
        if (i > 0 && own.face != run.face) {
            shape_run(text, begin, i, run, out);
            begin = i;
        }
        run = own;
    }
    if (!text.empty()) shape_run(text, begin, text.size(), run, out);
    return out;
}

}  // namespace pw
