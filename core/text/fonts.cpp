#include "core/text/fonts.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "core/text/cache.h"
#include "core/text/face.h"
#include "core/text/find.h"
#include "core/text/shape.h"

namespace pw {

namespace {

constexpr std::array<Weight, 3> weights = {Weight::regular, Weight::medium, Weight::semibold};
constexpr const char* wanted_latin = "Inter";
constexpr const char* wanted_chinese = "Noto Sans CJK SC";
// Faces are handed out by reference; room for all of them is taken at once. Latin, Chinese, and others as
// needed.
constexpr std::size_t most_faces = 64;

}  // namespace

struct Fonts::Impl {
    Library library;
    std::vector<FaceFile> files;
    std::vector<std::unique_ptr<Face>> faces;
    std::array<std::uint32_t, weights.size()> latin{};
    std::optional<std::uint32_t> chinese;
    std::map<char32_t, std::optional<std::uint32_t>> others;
    std::vector<std::string> missing;
    ShapeCache cache;

    std::optional<std::uint32_t> add(const std::optional<FaceFile>& file);
    bool add_latin();
    void add_chinese();
    std::optional<std::uint32_t> other(char32_t c);
    Picked pick(char32_t c, Weight weight);
    const Shaped& at_size_1(std::string_view utf8, Weight weight);

    Picked picked(std::uint32_t index) const { return {index, faces[index].get(), index == chinese}; }
};

// The face's index, the one it has when it is open already.
std::optional<std::uint32_t> Fonts::Impl::add(const std::optional<FaceFile>& file) {
    if (!file) return std::nullopt;
    const auto same = [&](const FaceFile& f) { return f.path == file->path && f.index == file->index; };
    const auto it = std::find_if(files.begin(), files.end(), same);
    if (it != files.end()) return static_cast<std::uint32_t>(it - files.begin());
    if (files.size() == most_faces) return std::nullopt;
    auto face = Face::open(library, *file);
    if (!face) return std::nullopt;
    files.push_back(*file);
    faces.push_back(std::move(face));
    return static_cast<std::uint32_t>(files.size() - 1);
}

bool Fonts::Impl::add_latin() {
    for (std::size_t i = 0; i < weights.size(); ++i) {
        auto index = add(find_family(wanted_latin, weights[i]));
        if (!index) {
            if (missing.empty()) missing.emplace_back(wanted_latin);
            index = add(find_sans(weights[i]));
        }
        if (!index) return false;
        latin[i] = *index;
    }
    return true;
}

void Fonts::Impl::add_chinese() {
    chinese = add(find_chinese());
    if (!chinese) missing.emplace_back(wanted_chinese);
}

// Asking fontconfig takes a millisecond: once per character.
std::optional<std::uint32_t> Fonts::Impl::other(char32_t c) {
    const auto it = others.find(c);
    if (it != others.end()) return it->second;
    auto index = add(find_for(c));
    if (index && !faces[*index]->has(c)) index.reset();
    others.emplace(c, index);
    return index;
}

// A character that no face has shows as the Latin face's box.
Picked Fonts::Impl::pick(char32_t c, Weight weight) {
    const std::uint32_t own = latin[static_cast<std::size_t>(weight)];
    if (faces[own]->has(c)) return picked(own);
    if (chinese && faces[*chinese]->has(c)) return picked(*chinese);
    return picked(other(c).value_or(own));
}

const Shaped& Fonts::Impl::at_size_1(std::string_view utf8, Weight weight) {
    const ShapeCache::Key key{utf8, weight, 1};
    if (const Shaped* known = cache.find(key)) return *known;
    const std::u32string text = characters_of(utf8);
    const Weight w = weight_of(utf8, weight);
    return cache.insert(key, shape_line(text, [&](char32_t c) { return pick(c, w); }));
}

Weight weight_of(std::string_view utf8, Weight wanted) {
    if (wanted != Weight::semibold) return wanted;
    const std::u32string text = characters_of(utf8);
    return std::any_of(text.begin(), text.end(), is_chinese) ? Weight::medium : wanted;
}

Fonts::Fonts() : impl_(std::make_unique<Impl>()) {}
Fonts::~Fonts() = default;

Expected<std::shared_ptr<Fonts>> Fonts::load() {
    std::shared_ptr<Fonts> fonts(new Fonts);
    fonts->impl_->files.reserve(most_faces);
    if (!fonts->impl_->add_latin()) return fail("problem.no_font");
    fonts->impl_->add_chinese();
    return fonts;
}

const Shaped& Fonts::shape(std::string_view utf8, Weight weight, double size) const {
    if (size == 1) return impl_->at_size_1(utf8, weight);
    const ShapeCache::Key key{utf8, weight, size};
    if (const Shaped* known = impl_->cache.find(key)) return *known;
    Shaped scaled = impl_->at_size_1(utf8, weight);
    for (Glyph& g : scaled.glyphs) {
        g.x *= size;
        g.y *= size;
        g.advance *= size;
    }
    scaled.width *= size;
    return impl_->cache.insert(key, std::move(scaled));
}

double Fonts::width(std::string_view utf8, Weight weight, double size) const {
    return impl_->at_size_1(utf8, weight).width * size;
}

GlyphBitmap Fonts::rasterise(std::uint32_t face, std::uint32_t glyph, double px, double shift) const {
    return impl_->faces[face]->rasterise(glyph, px, shift);
}

Outline Fonts::outline(std::uint32_t face, std::uint32_t glyph, double px) const {
    return impl_->faces[face]->outline(glyph, px);
}

const std::vector<FaceFile>& Fonts::faces() const { return impl_->files; }

const FaceFile& Fonts::latin(Weight weight) const {
    return impl_->files[impl_->latin[static_cast<std::size_t>(weight)]];
}

const FaceFile* Fonts::chinese() const { return impl_->chinese ? &impl_->files[*impl_->chinese] : nullptr; }

const std::vector<std::string>& Fonts::missing() const { return impl_->missing; }

}  // namespace pw
