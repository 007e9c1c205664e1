// A pair of shader files, compiled. They are written in what GLSL 330 and ES 300 share; the first lines are
// ours.
#pragma once

#include <glm/mat4x4.hpp>
#include <glm/vec2.hpp>
#include <glm/vec4.hpp>
#include <string_view>

#include "app/render/gl.h"
#include "core/base/expected.h"

namespace pw {

class Shader {
  public:
    // Reads "shaders/<name>.vert" and ".frag". The context must be current.
    static Expected<Shader> load(std::string_view name);
    Shader() = default;
    ~Shader();
    Shader(Shader&& o) noexcept : id_(std::exchange(o.id_, 0u)) {}
    Shader& operator=(Shader&& o) noexcept {
        std::swap(id_, o.id_);
        return *this;
    }

    void use() const { glUseProgram(id_); }
    // Of the shader in use.
    void set(const char* name, const glm::mat4& m) const;
    void set(const char* name, glm::vec2 v) const;
    void set(const char* name, glm::vec4 v) const;
    void set(const char* name, float v) const;
    void set(const char* name, int v) const;

  private:
    GLuint id_ = 0;
};

}  // namespace pw
