#include "app/window/gui.h"

#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <epoxy/gl.h>
#include <imgui.h>
#if IMGUI_VERSION_NUM >= 18700
#include <imgui_internal.h>
#endif

#include <cfloat>
#include <cstdint>

namespace pw {

Gui::Gui(GLFWwindow* window) : windowed_(window != nullptr) {
    IMGUI_CHECKVERSION();
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    if (windowed_) ImGui_ImplGlfw_InitForOpenGL(window, true);
    ImGui_ImplOpenGL3_Init("#version 330 core");
}

Gui::~Gui() {
    ImGui_ImplOpenGL3_Shutdown();
    if (windowed_) ImGui_ImplGlfw_Shutdown();
    ImGui::DestroyContext();
}

void Gui::new_atlas() {
#if IMGUI_VERSION_NUM < 19200
    if (!begun_) return;  // the first frame uploads them itself
    ImGui_ImplOpenGL3_DestroyFontsTexture();
    ImGui_ImplOpenGL3_CreateFontsTexture();
#endif
}

void Gui::upload_rows(compat::Rows rows) {
    if (rows.empty()) return;
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
#if IMGUI_VERSION_NUM >= 19200
    ImTextureData* texture = atlas.TexData;
    if (texture->Status != ImTextureStatus_OK) return;  // will be sent as a whole
    const ImTextureRect changed{0, static_cast<unsigned short>(rows.first),
                                static_cast<unsigned short>(texture->Width),
                                static_cast<unsigned short>(rows.last - rows.first)};
    texture->Updates.push_back(changed);
    texture->UpdateRect = changed;
    texture->SetStatus(ImTextureStatus_WantUpdates);
#else
    glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(reinterpret_cast<std::intptr_t>(atlas.TexID)));
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, rows.first, atlas.TexWidth, rows.last - rows.first, GL_RGBA,
                    GL_UNSIGNED_BYTE, atlas.TexPixelsRGBA32 + rows.first * atlas.TexWidth);
#endif
}

void Gui::begin(const Measure& m, double seconds) {
    begun_ = true;
    ImGui_ImplOpenGL3_NewFrame();
    ImGuiIO& io = ImGui::GetIO();
    if (windowed_) {
        ImGui_ImplGlfw_NewFrame();
#if IMGUI_VERSION_NUM < 18700
        if (const auto at = presses_.next())
            io.MousePos = {static_cast<float>(at->x), static_cast<float>(at->y)};
        for (int i = 0; i < Presses::buttons; ++i) io.MouseDown[i] = presses_.down(i);
#endif
    }
    io.DisplaySize = {static_cast<float>(m.window_w), static_cast<float>(m.window_h)};
    io.DisplayFramebufferScale = {static_cast<float>(m.ratio()), static_cast<float>(m.ratio())};
    io.DeltaTime = static_cast<float>(seconds > 0 ? seconds : 1. / 60);
    if (!windowed_) io.MousePos = {-FLT_MAX, -FLT_MAX};
    ImGui::NewFrame();
}

void Gui::end() { ImGui::Render(); }
void Gui::paint() { ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData()); }

#if IMGUI_VERSION_NUM >= 18700
void Gui::pointer(Vec2) {}  // the backend's own callbacks queue them
void Gui::button(int, bool) {}
#else
void Gui::pointer(Vec2 to) { presses_.moved(to); }
void Gui::button(int which, bool down) { presses_.button(which, down); }
#endif

bool Gui::hears_more() const {
#if IMGUI_VERSION_NUM >= 18700
    return !ImGui::GetCurrentContext()->InputEventsQueue.empty();
#else
    return presses_.more();
#endif
}

bool Gui::typing() const { return ImGui::GetIO().WantTextInput; }

}  // namespace pw
