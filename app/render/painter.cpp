#include "app/render/painter.h"

#include <cstddef>
#include <glm/gtc/matrix_transform.hpp>
#include <span>

#include "app/render/batch.h"
#include "app/render/picture.h"
#include "app/render/shader.h"

namespace pw {

namespace {

// A vertex array over one buffer whose attributes can begin anywhere in it (ES 3.0 has no base instance).
struct Stream {
    gl::VertexArray array = gl::VertexArray::make();
    gl::Buffer buffer = gl::Buffer::make();

    template <class T>
    void send(const std::vector<T>& values) const {
        glBindVertexArray(array.id());
        glBindBuffer(GL_ARRAY_BUFFER, buffer.id());
        glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(values.size() * sizeof(T)), values.data(),
                     GL_STREAM_DRAW);
    }
    // `sizes`: floats of each attribute, in order, of records that lie `stride` bytes apart.
    void attributes(std::span<const int> sizes, std::size_t stride, std::size_t from, bool instanced) const {
        glBindVertexArray(array.id());
        glBindBuffer(GL_ARRAY_BUFFER, buffer.id());
        std::size_t at = from;
        for (GLuint i = 0; i < sizes.size(); ++i) {
            glEnableVertexAttribArray(i);
            glVertexAttribPointer(i, sizes[i], GL_FLOAT, GL_FALSE, static_cast<GLsizei>(stride),
                                  reinterpret_cast<const void*>(at));
            glVertexAttribDivisor(i, instanced ? 1 : 0);
            at += static_cast<std::size_t>(sizes[i]) * sizeof(float);
        }
    }
};

constexpr int cell_attributes[] = {4, 4, 4, 4, 4, 4, 4};
constexpr int glyph_attributes[] = {4, 2, 4};
constexpr int path_attributes[] = {2, 2, 2, 4};
static_assert(sizeof(CellQuad) == 28 * sizeof(float) && sizeof(GlyphQuad) == 10 * sizeof(float) &&
              sizeof(PathVertex) == 10 * sizeof(float));

}  // namespace

struct Painter::Impl {
    explicit Impl(const Fonts& f) : fonts(f), atlas(f) {}

    const Fonts& fonts;
    Atlas atlas;
    Pictures pictures;
    Batch batch;
    Shader cell, glyph, heatmap, path;
    Stream cells, glyphs, paths;
    gl::Buffer indices = gl::Buffer::make();
    gl::VertexArray nothing = gl::VertexArray::make();

    void sort(const Scene& scene, const ToDevice& to_device, const Rect& seen);
    void send() const;
    void draw(const Draw& d, const glm::mat4& projection, glm::vec2 origin);
    void draw_picture(const PictureQuad& p, const glm::mat4& projection);
};

Painter::Painter() = default;
Painter::~Painter() = default;
Painter::Painter(Painter&&) noexcept = default;
Painter& Painter::operator=(Painter&&) noexcept = default;

Expected<Painter> Painter::make(const Fonts& fonts) {
    Painter made;
    made.impl_ = std::make_unique<Impl>(fonts);
    Impl& p = *made.impl_;
    for (auto [name, shader] : {std::pair{"cell", &p.cell}, std::pair{"glyph", &p.glyph},
                                std::pair{"heatmap", &p.heatmap}, std::pair{"path", &p.path}}) {
        auto loaded = Shader::load(name);
        if (!loaded) return tl::unexpected(loaded.error());
        *shader = std::move(*loaded);
    }
    return made;
}

void Painter::Impl::sort(const Scene& scene, const ToDevice& to_device, const Rect& seen) {
    const auto fits = [&] { return make_batch(scene, to_device, seen, fonts, atlas, batch); };
    if (fits()) return;
    atlas.clear(atlas.is_small());  // a large one mostly holds glyphs of pictures long gone
    while (!fits() && atlas.can_grow()) atlas.clear(true);
}

void Painter::Impl::send() const {
    cells.send(batch.cells);
    glyphs.send(batch.glyphs);
    paths.send(batch.paths.vertices);
    glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, indices.id());  // belongs to the paths' array
    glBufferData(GL_ELEMENT_ARRAY_BUFFER,
                 static_cast<GLsizeiptr>(batch.paths.indices.size() * sizeof(std::uint32_t)),
                 batch.paths.indices.data(), GL_STREAM_DRAW);
}

void Painter::Impl::draw(const Draw& d, const glm::mat4& projection, glm::vec2 origin) {
    const auto count = static_cast<GLsizei>(d.count);
    switch (d.kind) {
        case Draw::Kind::cells:
            cell.use();
            cell.set("u_projection", projection);
            cell.set("u_origin", origin);
            cells.attributes(cell_attributes, sizeof(CellQuad), d.first * sizeof(CellQuad), true);
            glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, count);
            break;
        case Draw::Kind::glyphs:
            glyph.use();
            glyph.set("u_projection", projection);
            atlas.bind();
            glyph.set("u_atlas", 0);
            glyphs.attributes(glyph_attributes, sizeof(GlyphQuad), d.first * sizeof(GlyphQuad), true);
            glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, count);
            break;
        case Draw::Kind::paths:
            path.use();
            path.set("u_projection", projection);
            paths.attributes(path_attributes, sizeof(PathVertex), 0, false);
            glDrawElements(GL_TRIANGLES, count, GL_UNSIGNED_INT,
                           reinterpret_cast<const void*>(d.first * sizeof(std::uint32_t)));
            break;
        case Draw::Kind::picture:
            draw_picture(batch.pictures[d.first], projection);
            break;
    }
}

void Painter::Impl::draw_picture(const PictureQuad& p, const glm::mat4& projection) {
    const Sampling s = pictures.bind(p.image, p.rect, p.seen);
    heatmap.use();
    heatmap.set("u_projection", projection);
    heatmap.set("u_rect", glm::vec4(p.seen.x, p.seen.y, p.seen.w, p.seen.h));
    heatmap.set("u_first", glm::vec2(s.first.x, s.first.y));
    heatmap.set("u_step", glm::vec2(s.step.x, s.step.y));
    heatmap.set("u_end", glm::vec2(s.end.x, s.end.y));
    heatmap.set("u_each", static_cast<float>(s.each));
    heatmap.set("u_averages", s.averages ? 1 : 0);
    heatmap.set("u_radius", static_cast<float>(p.radius));
    heatmap.set("u_alpha", static_cast<float>(p.alpha));
    heatmap.set("u_picture", 0);
    glBindVertexArray(nothing.id());
    glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
}

void Painter::paint(const Scene& scene, Vec2 offset_px, double scale, int fb_width, int fb_height,
                    const Rect* clip) {
    if (fb_width <= 0 || fb_height <= 0) return;
    const Rect whole{0, 0, static_cast<double>(fb_width), static_cast<double>(fb_height)};
    impl_->sort(scene, {scale, offset_px}, clip ? *clip : whole);
    impl_->send();

    glViewport(0, 0, fb_width, fb_height);
    glDisable(GL_DEPTH_TEST);
    glDisable(GL_CULL_FACE);
    glEnable(GL_BLEND);
    glBlendEquation(GL_FUNC_ADD);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    if (clip) {
        glEnable(GL_SCISSOR_TEST);
        glScissor(static_cast<GLint>(std::floor(clip->x)),
                  static_cast<GLint>(std::floor(fb_height - clip->bottom())),
                  static_cast<GLsizei>(std::max(0.0, std::ceil(clip->w))),
                  static_cast<GLsizei>(std::max(0.0, std::ceil(clip->h))));
    }
    const glm::mat4 projection =
        glm::ortho(0.f, static_cast<float>(fb_width), static_cast<float>(fb_height), 0.f);
    const glm::vec2 origin(offset_px.x, offset_px.y);
    for (const Draw& d : impl_->batch.draws) impl_->draw(d, projection, origin);
    if (clip) glDisable(GL_SCISSOR_TEST);
    glBindVertexArray(0);
    impl_->pictures.sweep();
}

}  // namespace pw
