typedef int session_placeholder; /* until the first file of this layer stands */
