// Dear ImGui aborts on a Begin or Push without its End or Pop: these can't forget.
#pragma once

#include <imgui.h>

namespace pw {

// The only kind of window there is: full-screen, without any decoration of its own.
class FullScreen {
  public:
    FullScreen(const char* name, bool bottom) {
        ImGui::SetNextWindowPos({0, 0});
        ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
        ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
        ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, {1, 1});
        const int flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                          ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground |
                          ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoNav;
        ImGui::Begin(name, nullptr, bottom ? flags | ImGuiWindowFlags_NoBringToFrontOnFocus : flags);
    }
    ~FullScreen() {
        ImGui::End();
        ImGui::PopStyleVar(3);
    }
    FullScreen(const FullScreen&) = delete;
    FullScreen& operator=(const FullScreen&) = delete;
};

}  // namespace pw
