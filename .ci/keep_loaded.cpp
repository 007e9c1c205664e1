// Sanitized builds only: drivers stay loaded, so that what they still hold at the end is reachable and no leak.
extern "C" int dlclose(void*) { return 0; }
