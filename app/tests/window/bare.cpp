// The least that a program with a window does: OpenGL 3.3, one clear, one swap. What start-up is measured
// against. bare FILE: writes FILE after its first frame and waits to be ended.
#include <GLFW/glfw3.h>
#include <epoxy/gl.h>

#include <cstdio>

int main(int argc, char** argv) {
    if (argc < 2 || !glfwInit()) return 1;
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    GLFWwindow* window = glfwCreateWindow(1280, 800, "bare", nullptr, nullptr);
    if (!window) return 1;
    glfwMakeContextCurrent(window);
    glClearColor(1, 1, 1, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    glfwSwapBuffers(window);
    if (std::FILE* file = std::fopen(argv[1], "w")) std::fclose(file);
    while (!glfwWindowShouldClose(window)) glfwWaitEvents();
    glfwTerminate();
}
