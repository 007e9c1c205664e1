// What a window manager or a file manager does to a window, for tests: drops a file on it (the source's side
// of XDND), or asks it to close. hand WINDOW drop FILE | hand WINDOW close
#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <poll.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

namespace {

constexpr int version = 5;

class Source {
  public:
    Source(Display* display, Window target, std::string uri)
        : display_(display), target_(target), data_(std::move(uri) + "\r\n") {
        window_ = XCreateSimpleWindow(display_, DefaultRootWindow(display_), 0, 0, 1, 1, 0, 0, 0);
        XSetSelectionOwner(display_, atom("XdndSelection"), window_, CurrentTime);
    }

    bool drop(int x, int y) {
        send("XdndEnter", version << 24, static_cast<long>(atom("text/uri-list")), 0, 0);
        send("XdndPosition", 0, (x << 16) | y, CurrentTime, static_cast<long>(atom("XdndActionCopy")));
        if (!wait_for("XdndStatus")) return false;
        send("XdndDrop", 0, CurrentTime, 0, 0);
        return wait_for("XdndFinished");
    }

  private:
    Atom atom(const char* name) { return XInternAtom(display_, name, False); }

    void send(const char* type, long a, long b, long c, long d) {
        XEvent event{};
        event.xclient.type = ClientMessage;
        event.xclient.window = target_;
        event.xclient.message_type = atom(type);
        event.xclient.format = 32;
        const long values[] = {static_cast<long>(window_), a, b, c, d};
        std::memcpy(event.xclient.data.l, values, sizeof values);
        XSendEvent(display_, target_, False, NoEventMask, &event);
        XFlush(display_);
    }

    // Answers requests for the file's name meanwhile.
    bool wait_for(const char* type) {
        for (;;) {
            while (XPending(display_) == 0) {
                pollfd connection{ConnectionNumber(display_), POLLIN, 0};
                if (poll(&connection, 1, 10000) <= 0) return false;
            }
            XEvent event;
            XNextEvent(display_, &event);
            if (event.type == SelectionRequest) give(event.xselectionrequest);
            if (event.type == ClientMessage && event.xclient.message_type == atom(type)) return true;
        }
    }

    void give(const XSelectionRequestEvent& request) {
        XChangeProperty(display_, request.requestor, request.property, request.target, 8, PropModeReplace,
                        reinterpret_cast<const unsigned char*>(data_.data()), static_cast<int>(data_.size()));
        XEvent reply{};
        reply.xselection.type = SelectionNotify;
        reply.xselection.requestor = request.requestor;
        reply.xselection.selection = request.selection;
        reply.xselection.target = request.target;
        reply.xselection.property = request.property;
        reply.xselection.time = request.time;
        XSendEvent(display_, request.requestor, False, NoEventMask, &reply);
        XFlush(display_);
    }

    Display* display_;
    Window target_, window_ = 0;
    std::string data_;
};

void close_window(Display* display, Window target) {
    XEvent event{};
    event.xclient.type = ClientMessage;
    event.xclient.window = target;
    event.xclient.message_type = XInternAtom(display, "WM_PROTOCOLS", False);
    event.xclient.format = 32;
    event.xclient.data.l[0] = static_cast<long>(XInternAtom(display, "WM_DELETE_WINDOW", False));
    XSendEvent(display, target, False, NoEventMask, &event);
    XSync(display, False);
}

}  // namespace

int main(int argc, char** argv) {
    Display* display = argc > 2 ? XOpenDisplay(nullptr) : nullptr;
    if (!display) return 2;
    const Window target = std::strtoul(argv[1], nullptr, 0);
    const std::string what = argv[2];
    bool done = true;
    if (what == "drop" && argc > 3)
        done = Source(display, target, std::string("file://") + argv[3]).drop(200, 200);
    else
        close_window(display, target);
    XCloseDisplay(display);
    return done ? 0 : 1;
}
