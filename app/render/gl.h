// OpenGL's names as values that clean up after themselves.
#pragma once

#include <epoxy/gl.h>

#include <utility>

namespace pw::gl {

template <class Kind>
class Name {
  public:
    Name() = default;
    static Name make() {
        Name n;
        Kind::make(&n.id_);
        return n;
    }
    ~Name() {
        if (id_) Kind::drop(&id_);
    }
    Name(Name&& o) noexcept : id_(std::exchange(o.id_, 0u)) {}
    Name& operator=(Name&& o) noexcept {
        std::swap(id_, o.id_);
        return *this;
    }
    GLuint id() const { return id_; }

  private:
    GLuint id_ = 0;
};

struct BufferKind {
    static void make(GLuint* id) { glGenBuffers(1, id); }
    static void drop(const GLuint* id) { glDeleteBuffers(1, id); }
};
struct ArrayKind {
    static void make(GLuint* id) { glGenVertexArrays(1, id); }
    static void drop(const GLuint* id) { glDeleteVertexArrays(1, id); }
};
struct TextureKind {
    static void make(GLuint* id) { glGenTextures(1, id); }
    static void drop(const GLuint* id) { glDeleteTextures(1, id); }
};
struct FramebufferKind {
    static void make(GLuint* id) { glGenFramebuffers(1, id); }
    static void drop(const GLuint* id) { glDeleteFramebuffers(1, id); }
};

using Buffer = Name<BufferKind>;
using VertexArray = Name<ArrayKind>;
using Texture = Name<TextureKind>;
using FramebufferName = Name<FramebufferKind>;

}  // namespace pw::gl
