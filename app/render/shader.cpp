#include "app/render/shader.h"

#include <array>
#include <glm/gtc/type_ptr.hpp>
#include <string>

#include "core/base/asset.h"

namespace pw {

namespace {

const char* first_lines() {
    return epoxy_is_desktop_gl() ? "#version 330 core\n#line 1\n"
                                 : "#version 300 es\nprecision highp float;\nprecision highp int;\n#line 1\n";
}

// 0 when it doesn't compile; `log` then says why.
GLuint compile(GLenum kind, const std::string& text, std::string& log) {
    const GLuint id = glCreateShader(kind);
    const char* parts[] = {first_lines(), text.c_str()};
    glShaderSource(id, 2, parts, nullptr);
    glCompileShader(id);
    GLint done = 0;
    glGetShaderiv(id, GL_COMPILE_STATUS, &done);
    if (done) return id;
    std::array<char, 2048> text_of{};
    glGetShaderInfoLog(id, static_cast<GLsizei>(text_of.size()), nullptr, text_of.data());
    log = text_of.data();
    glDeleteShader(id);
    return 0;
}

}  // namespace

Expected<Shader> Shader::load(std::string_view name) {
    Shader made;
    made.id_ = glCreateProgram();
    std::string log;
    for (auto [ending, kind] :
         {std::pair{".vert", GL_VERTEX_SHADER}, std::pair{".frag", GL_FRAGMENT_SHADER}}) {
        const std::string path = "shaders/" + std::string(name) + ending;
        const auto text = asset(path);
        const GLuint part = text ? compile(static_cast<GLenum>(kind), *text, log) : 0;
        if (!part) return fail("problem.shader", {path, log});
        glAttachShader(made.id_, part);
        glDeleteShader(part);  // lives on while it is attached
    }
    glLinkProgram(made.id_);
    GLint done = 0;
    glGetProgramiv(made.id_, GL_LINK_STATUS, &done);
    if (done) return made;
    std::array<char, 2048> text_of{};
    glGetProgramInfoLog(made.id_, static_cast<GLsizei>(text_of.size()), nullptr, text_of.data());
    return fail("problem.shader", {std::string(name), std::string(text_of.data())});
}

Shader::~Shader() {
    if (id_) glDeleteProgram(id_);
}

void Shader::set(const char* name, const glm::mat4& m) const {
    glUniformMatrix4fv(glGetUniformLocation(id_, name), 1, GL_FALSE, glm::value_ptr(m));
}
void Shader::set(const char* name, glm::vec2 v) const {
    glUniform2f(glGetUniformLocation(id_, name), v.x, v.y);
}
void Shader::set(const char* name, glm::vec4 v) const {
    glUniform4f(glGetUniformLocation(id_, name), v.x, v.y, v.z, v.w);
}
void Shader::set(const char* name, float v) const { glUniform1f(glGetUniformLocation(id_, name), v); }
void Shader::set(const char* name, int v) const { glUniform1i(glGetUniformLocation(id_, name), v); }

}  // namespace pw
