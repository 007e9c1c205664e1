#include "core/text/find.h"

#include <fontconfig/fontconfig.h>

#include <cmath>
#include <memory>

namespace pw {

namespace {

struct Free {
    void operator()(FcPattern* p) const { FcPatternDestroy(p); }
    void operator()(FcFontSet* s) const { FcFontSetDestroy(s); }
    void operator()(FcObjectSet* s) const { FcObjectSetDestroy(s); }
    void operator()(FcCharSet* s) const { FcCharSetDestroy(s); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

int weight_of(Weight w) {
    if (w == Weight::semibold) return FC_WEIGHT_DEMIBOLD;
    return w == Weight::medium ? FC_WEIGHT_MEDIUM : FC_WEIGHT_REGULAR;
}

const FcChar8* utf8(const char* s) { return reinterpret_cast<const FcChar8*>(s); }

std::string text_of(const FcPattern* p, const char* what) {
    FcChar8* s = nullptr;
    return FcPatternGetString(p, what, 0, &s) == FcResultMatch ? reinterpret_cast<const char*>(s) : "";
}

double number_of(const FcPattern* p, const char* what, double otherwise) {
    double v = 0;
    return FcPatternGetDouble(p, what, 0, &v) == FcResultMatch ? v : otherwise;
}

std::optional<FaceFile> face_of(const FcPattern* p) {
    FaceFile face{text_of(p, FC_FILE), 0, text_of(p, FC_FAMILY)};
    FcPatternGetInteger(p, FC_INDEX, 0, &face.index);
    if (face.path.empty()) return std::nullopt;
    return face;
}

// How far a face is from what is wanted: condensed and expanded faces come last.
double distance(const FcPattern* p, int weight) {
    return std::abs(number_of(p, FC_WEIGHT, FC_WEIGHT_REGULAR) - weight) +
           10 * std::abs(number_of(p, FC_WIDTH, FC_WIDTH_NORMAL) - FC_WIDTH_NORMAL);
}

Owned<FcPattern> upright_outlines() {
    Owned<FcPattern> p(FcPatternCreate());
    FcPatternAddInteger(p.get(), FC_SLANT, FC_SLANT_ROMAN);
    FcPatternAddBool(p.get(), FC_SCALABLE, FcTrue);
    // The axes of a variable font are left alone; its named instances are listed as static faces.
    FcPatternAddBool(p.get(), FC_VARIABLE, FcFalse);
    return p;
}

// fontconfig's best answer, which need not have what was asked for.
Owned<FcPattern> match(FcPattern* wanted) {
    FcConfigSubstitute(nullptr, wanted, FcMatchPattern);
    FcDefaultSubstitute(wanted);
    FcResult result = FcResultNoMatch;
    Owned<FcPattern> found(FcFontMatch(nullptr, wanted, &result));
    FcBool scalable = FcFalse;
    if (found) FcPatternGetBool(found.get(), FC_SCALABLE, 0, &scalable);
    if (!scalable) found.reset();
    return found;
}

}  // namespace

std::optional<FaceFile> find_family(const std::string& family, Weight weight) {
    const Owned<FcPattern> wanted = upright_outlines();
    FcPatternAddString(wanted.get(), FC_FAMILY, utf8(family.c_str()));
    const Owned<FcObjectSet> what(
        FcObjectSetBuild(FC_FILE, FC_INDEX, FC_FAMILY, FC_WEIGHT, FC_WIDTH, static_cast<char*>(nullptr)));
    const Owned<FcFontSet> all(FcFontList(nullptr, wanted.get(), what.get()));
    std::optional<FaceFile> best;
    double best_distance = 0;
    for (int i = 0; all && i < all->nfont; ++i) {
        const auto face = face_of(all->fonts[i]);
        const double d = distance(all->fonts[i], weight_of(weight));
        // Ties go by path, so that the choice doesn't depend on the order of a cache.
        const bool nearer =
            !best || d < best_distance || (d == best_distance && face && face->path < best->path);
        if (face && nearer) {
            best = face;
            best_distance = d;
        }
    }
    if (best) best->family = family;
    return best;
}

std::optional<FaceFile> find_sans(Weight weight) {
    const Owned<FcPattern> wanted = upright_outlines();
    FcPatternAddString(wanted.get(), FC_FAMILY, utf8("sans-serif"));
    FcPatternAddInteger(wanted.get(), FC_WEIGHT, weight_of(weight));
    const auto found = match(wanted.get());
    return found ? face_of(found.get()) : std::nullopt;
}

std::optional<FaceFile> find_chinese() {
    for (const char* family : {"Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "Noto Sans SC",
                               "WenQuanYi Micro Hei", "WenQuanYi Zen Hei"})
        if (auto face = find_family(family, Weight::regular)) return face;
    const FcChar8* chinese = utf8("zh-cn");
    const Owned<FcPattern> wanted = upright_outlines();
    FcPatternAddString(wanted.get(), FC_FAMILY, utf8("sans-serif"));
    FcPatternAddString(wanted.get(), FC_LANG, chinese);
    const auto found = match(wanted.get());
    FcLangSet* languages = nullptr;
    if (!found || FcPatternGetLangSet(found.get(), FC_LANG, 0, &languages) != FcResultMatch)
        return std::nullopt;
    if (FcLangSetHasLang(languages, chinese) == FcLangDifferentLang) return std::nullopt;
    return face_of(found.get());
}

std::optional<FaceFile> find_for(char32_t character) {
    const Owned<FcCharSet> characters(FcCharSetCreate());
    FcCharSetAddChar(characters.get(), character);
    const Owned<FcPattern> wanted = upright_outlines();
    FcPatternAddString(wanted.get(), FC_FAMILY, utf8("sans-serif"));
    FcPatternAddCharSet(wanted.get(), FC_CHARSET, characters.get());
    const auto found = match(wanted.get());
    FcCharSet* has = nullptr;
    if (!found || FcPatternGetCharSet(found.get(), FC_CHARSET, 0, &has) != FcResultMatch) return std::nullopt;
    if (!FcCharSetHasChar(has, character)) return std::nullopt;
    return face_of(found.get());
}

}  // namespace pw
